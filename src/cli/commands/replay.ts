import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { RunSummary } from '../../shared/model/records.ts';
import type { ReplayVerdict } from '../../shared/protocol/transfer.ts';
import type { Studio } from '../../studio/studio.ts';
import { figure } from '../format.ts';
import { readInput } from '../input-file.ts';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../study-reference.ts';
import { withTemporaryStudio } from '../temporary-studio.ts';
import { print, printJson, tell } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type Replayed = ReplayVerdict & { readonly run: string };

const ORDER = ['equal', 'close', 'differs'] as const;

async function replayAll(studio: Studio, runs: readonly RunSummary[]): Promise<Replayed[]> {
  const verdicts: Replayed[] = [];
  for (const { id, name, config } of runs) {
    tell(`Training ${name} again, ${config.steps} steps …`);
    verdicts.push({ run: name, ...(await ask(studio, 'transfer.replay', { id })) });
  }
  return verdicts;
}

/** A file is replayed in a library of its own, so that the user's stays as it is. */
async function replayFile(path: string): Promise<Replayed[]> {
  const bytes = readInput(path);
  return withTemporaryStudio(async (studio) => {
    const { runIds } = await ask(studio, 'transfer.import', { name: basename(path), bytes, like: null });
    const runs = (await ask(studio, 'runs.list', {})).filter(({ id }) => runIds.includes(id));
    return replayAll(studio, runs);
  });
}

/** One verdict for several runs: the worst. */
function summary(verdicts: readonly Replayed[]): object {
  const [only] = verdicts;
  if (verdicts.length === 1 && only !== undefined) {
    const { verdict, maxDifference, why } = only;
    return { verdict, maxDifference, why };
  }
  const verdict = ORDER[Math.max(...verdicts.map((each) => ORDER.indexOf(each.verdict)))];
  const differences = verdicts.map(({ maxDifference }) => maxDifference);
  return {
    verdict,
    maxDifference: differences.some((value) => value === null) ? null : Math.max(...differences.map(Number)),
    why: verdicts.map(({ run, why }) => `${run}: ${why}`).join(' '),
    runs: verdicts,
  };
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('train a run again from its settings and seed, and say whether the same weights come out')
    .argument('<run|file>', 'a run or study of the library, or a bundle')
    .addHelpText(
      'after',
      `
Equal: every weight and loss is the same bit for bit. Close: the weights are within 2 % of their length.
The replay uses the recorded backend and number of threads. It fails (exit code 1) when a run differs.`,
    )
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const path = resolve(text);
      const verdicts = existsSync(path)
        ? await replayFile(path)
        : await withStudio(options, async (studio) =>
            replayAll(studio, findRuns(await ask(studio, 'runs.list', {}), text)),
          );
      if (verdicts.some(({ verdict }) => verdict === 'differs')) process.exitCode = 1;
      if (options.json) return printJson(summary(verdicts));
      for (const { run, verdict, maxDifference, why } of verdicts) {
        const most = maxDifference === null ? '' : `, largest difference ${figure(maxDifference)}`;
        print(`${run}: ${verdict}${most}. ${why}`);
      }
    });
}
