/**
 * Trains the example study anew and writes it as a bundle: `node bench/example-study.ts [--out resources/example-study.streamline]`.
 * Four small runs of the ring of 8, which differ in what the network is told and in how noise and data are paired. Everything
 * goes through the studio as the window's trainings do, in a library of its own that is removed afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ringConfig } from '../src/shared/model/presets.ts';
import type { RunSummary } from '../src/shared/model/records.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';
import type { Reply } from '../src/shared/result.ts';
import { writeFileWhole } from '../src/studio/export/write-file.ts';
import { openStudio, type Studio } from '../src/studio/studio.ts';

const STUDY = 'Example: ring of 8';
const MOST_BYTES = 2_000_000;
const STEPS = 6000;

/** Small on purpose: the whole study is less than half of one ordinary run. */
function small(model: RunConfig['model'], changes: Partial<RunConfig> = {}): RunConfig {
  const base = ringConfig(model, 'gaussian', 1);
  return {
    ...base,
    freshData: true,
    batch: 256,
    steps: STEPS,
    snapshotEvery: STEPS / 3,
    // Only the last checkpoint is kept: each holds the parameters three times.
    checkpointEvery: STEPS,
    network: { ...base.network, width: 48, depth: 3, activation: 'silu' },
    optimizer: { ...base.optimizer, learningRate: 3e-3, schedule: 'cosine' },
    // Eight classes of 125 are as many as the others draw, so that figures stand side by side.
    sampling: { ...base.sampling, solver: 'heun', steps: 50, ...(model === 'onehot' ? { samples: 125 } : {}) },
    ...changes,
  };
}

const pairsByCost = { ...ringConfig('unconditional', 'gaussian', 1).coupling, kind: 'ot' } as const;
const SMALL = `A small network (48 wide, 3 deep), ${STEPS} steps and four snapshots keep the example under 2 MB; wider ones fit closer.`;

const RUNS = [
  {
    name: 'example-independent',
    config: small('unconditional'),
    note: 'Noise and data are paired as they are drawn. Paths start towards the middle of the ring and bend late, once it is settled which mode they belong to.',
  },
  {
    name: 'example-ot',
    config: small('unconditional', { coupling: pairsByCost }),
    note: 'The same network, but each batch of 256 is paired at the least total squared distance. Paths are nearly straight and fan out from the start, so few solver steps are enough.',
  },
  {
    name: 'example-class',
    config: small('onehot'),
    note: 'The network is told which of the eight modes to reach (keys 0 to 7, A for all). Hardly anything is left to decide, so paths are nearly straight and cross each other freely.',
  },
  {
    name: 'example-radius',
    config: small('radius'),
    note: 'The network is told how far from the centre to end. The ring has radius 3 and little spread, so it has seen radii from about 2.3 to 3.7; beyond, it extrapolates.',
  },
] as const;

const { values } = parseArgs({ options: { out: { type: 'string', default: 'resources/example-study.streamline' } } });
const out = resolve(values.out);
const folder = mkdtempSync(join(tmpdir(), 'streamline-example-'));
try {
  const studio = await openStudio({ library: join(folder, 'library'), concurrency: 1 });
  try {
    await makeStudy(studio);
  } finally {
    await studio.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeStudy(studio: Studio): Promise<void> {
  const ended = new Promise<void>((done) => {
    const open = new Set<string>(RUNS.map(({ name }) => name));
    studio.subscribe((event) => {
      if (event.kind !== 'run') return;
      if (['finished', 'failed', 'diverged', 'interrupted'].includes(event.run.status)) open.delete(event.run.name);
      if (open.size === 0) done();
    });
  });
  const ids = settled(
    await studio.call('queue.add', { runs: RUNS.map(({ name, config }) => ({ name, config })), study: STUDY }),
  );
  await ended;
  for (const [index, id] of ids.entries()) {
    const run = settled(await studio.call('runs.show', { id }));
    if (run.status !== 'finished') throw new Error(`${run.name} ended as ${run.status}: ${run.reason}`);
    settled(await studio.call('runs.note', { id, text: `${RUNS[index]?.note}\n\n${SMALL}` }));
    process.stdout.write(`${run.name}: ${(run.durationMs / 1000).toFixed(1)} s, ${figuresOf(run)}\n`);
  }
  const { bytes } = settled(await studio.call('transfer.export', { ids: [...ids], format: 'bundle' }));
  if (bytes.length > MOST_BYTES) throw new Error(`The bundle has ${bytes.length} bytes, more than ${MOST_BYTES}.`);
  writeFileWhole(out, [bytes]);
  process.stdout.write(`Wrote ${out}, ${bytes.length} bytes.\n`);
}

function figuresOf({ metrics }: RunSummary): string {
  return metrics.map(({ name, value }) => `${name} ${value.toPrecision(3)}`).join(', ');
}

function settled<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}
