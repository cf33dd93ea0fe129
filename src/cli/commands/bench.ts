import type { Command } from 'commander';
import { z } from 'zod';
import type { BenchResult } from '../../shared/engine-protocol.ts';
import { figure } from '../format.ts';
import type { GlobalOptions } from '../options.ts';
import { withTemporaryStudio } from '../temporary-studio.ts';
import { print, printJson, tableOf, tell } from '../terminal.ts';
import { runWithTorch } from '../torch.ts';
import { unwrap } from '../with-studio.ts';

const REQUEST = { batches: [1000, 128], seconds: 3, eulerSamples: 1000, eulerSteps: 500 } as const;

/** Both programs are measured in turn this often, and the best of each counts: a busy machine disturbs both alike. */
const ROUNDS = 3;

/** Threads that both get in a comparison: what a tutorial's reader has on a small machine. */
const THREADS = '2';

const resultSchema = z.object({
  trainStepMs: z.record(z.string(), z.number()),
  eulerSeconds: z.number(),
  backend: z.string(),
});

/** The better of two measurements, figure by figure. */
function best(a: BenchResult | null, b: BenchResult): BenchResult {
  if (a === null) return b;
  const steps = Object.entries(b.trainStepMs).map(([batch, ms]) => [
    batch,
    Math.min(ms, a.trainStepMs[batch] ?? Number.POSITIVE_INFINITY),
  ]);
  return { ...b, trainStepMs: Object.fromEntries(steps), eulerSeconds: Math.min(a.eulerSeconds, b.eulerSeconds) };
}

async function measure(): Promise<BenchResult> {
  return withTemporaryStudio(async (studio) => unwrap(await studio.bench(REQUEST)));
}

async function measureTorch(): Promise<BenchResult> {
  return resultSchema.parse(
    JSON.parse(await runWithTorch('torch_bench.py', [JSON.stringify({ ...REQUEST, threads: Number(THREADS) })])),
  );
}

type Comparison = { readonly ours: BenchResult; readonly torch: BenchResult };

async function compare(): Promise<Comparison> {
  process.env.TF_NUM_INTRAOP_THREADS ??= THREADS;
  let ours: BenchResult | null = null;
  let torch: BenchResult | null = null;
  for (let round = 1; round <= ROUNDS; round++) {
    tell(`Round ${round} of ${ROUNDS}: PyTorch, then Streamline …`);
    torch = best(torch, await measureTorch());
    ours = best(ours, await measure());
  }
  if (ours === null || torch === null) throw new Error('At least one round is measured.');
  return { ours, torch };
}

/** Our time over PyTorch's, by figure. */
function ratios({ ours, torch }: Comparison): Record<string, number> {
  const steps = Object.entries(ours.trainStepMs).map(([batch, ms]) => [
    batch,
    ms / (torch.trainStepMs[batch] ?? Number.NaN),
  ]);
  return { ...Object.fromEntries(steps), euler: ours.eulerSeconds / torch.eulerSeconds };
}

const titleOf = (batch: string) => `training step, batch ${batch}`;
const EULER_TITLE = `Euler ${REQUEST.eulerSamples} × ${REQUEST.eulerSteps}, all frames`;

function table(ours: BenchResult, comparison: Comparison | null): string {
  const ratio = comparison === null ? {} : ratios(comparison);
  const torch = comparison?.torch;
  const row = (title: string, unit: string, own: number, theirs: number | undefined, times: number | undefined) => [
    title,
    `${figure(own)} ${unit}`,
    ...(theirs === undefined || times === undefined ? [] : [`${figure(theirs)} ${unit}`, `${times.toFixed(2)} ×`]),
  ];
  const rows = Object.keys(ours.trainStepMs)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((batch) =>
      row(titleOf(batch), 'ms', ours.trainStepMs[batch] ?? Number.NaN, torch?.trainStepMs[batch], ratio[batch]),
    );
  rows.push(row(EULER_TITLE, 's', ours.eulerSeconds, torch?.eulerSeconds, ratio.euler));
  const heads = [ours.backend, ...(torch ? [torch.backend, 'ratio'] : [])];
  return tableOf([{ head: '' }, ...heads.map((head) => ({ head, align: 'right' as const }))], rows);
}

export function addBench(program: Command): void {
  program
    .command('bench')
    .description("measure this machine: the tutorials' network, data and noise drawn inside the step, AdamW")
    .option('--compare', 'also measure PyTorch eagerly with 2 threads in the same run (pip installs it into the cache)')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly compare?: boolean }>();
      const comparison = options.compare ? await compare() : null;
      const ours = comparison?.ours ?? (await measure());
      if (!options.json) return print(table(ours, comparison));
      printJson(comparison === null ? ours : { ...ours, pytorch: comparison.torch, ratios: ratios(comparison) });
    });
}
