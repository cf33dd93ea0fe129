import type { Command } from 'commander';
import type { RunSummary } from '../../shared/model/records.ts';
import type { TrashedRun } from '../../shared/protocol/library.ts';
import { UserError } from '../../shared/result.ts';
import type { Studio } from '../../studio/studio.ts';
import { bytes, moment } from '../format.ts';
import type { GlobalOptions } from '../options.ts';
import { runListEntry } from '../run-list-entry.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio, withWritableStudio } from '../with-studio.ts';

type TrashOptions = GlobalOptions & { readonly empty?: boolean; readonly yes?: boolean };

/** Runs in the trash, the newest deletion first; a sentence when there are none to find one among. */
export async function trashedRuns(studio: Studio): Promise<readonly RunSummary[]> {
  const trashed = await ask(studio, 'trash.list', {});
  if (trashed.length === 0) throw new UserError('not-found', 'The trash is empty, so there is nothing to restore.');
  return trashed.map(({ run }) => run);
}

export function addTrash(program: Command): void {
  program
    .command('trash')
    .description('list the trash, move runs into it, or empty it')
    .argument('[run...]', 'runs to move into the trash')
    .option('--empty', 'remove everything in the trash for good')
    .option('--yes', 'with --empty: really')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<TrashOptions>();
      if (options.empty && texts.length > 0) {
        throw new UserError('bad-input', '--empty removes the whole trash, so it takes no runs. Nothing was removed.');
      }
      if (options.yes && !options.empty)
        throw new UserError('bad-input', '--yes goes with --empty. Nothing was removed.');
      if (options.empty) return empty(options);
      if (texts.length > 0) return move(texts, options);
      const trashed = await withStudio(options, (studio) => ask(studio, 'trash.list', {}));
      if (options.json) return printJson(trashed.map(({ run, deletedAt }) => ({ ...runListEntry(run), deletedAt })));
      print(trashed.length === 0 ? 'The trash is empty.' : trashTable(trashed));
    });
}

async function empty(options: TrashOptions): Promise<void> {
  const removed = await withWritableStudio(options, async (studio) => {
    const trashed = await ask(studio, 'trash.list', {});
    if (trashed.length === 0) return 0;
    if (!options.yes) {
      const size = await ask(studio, 'runs.size', { ids: trashed.map(({ run }) => run.id) });
      throw new UserError(
        'bad-input',
        `--empty removes ${runsInWords(trashed.length)} (${bytes(size.bytes)}) for good; add --yes to do it. Nothing was removed.`,
      );
    }
    return (await ask(studio, 'trash.empty', { ids: null })).removed;
  });
  if (options.json) printJson({ removed });
  else print(removed === 0 ? 'The trash is empty.' : `Removed ${runsInWords(removed)} for good.`);
}

async function move(texts: readonly string[], options: TrashOptions): Promise<void> {
  const runs = await withWritableStudio(options, async (studio) => {
    const found = findRuns(await ask(studio, 'runs.list', {}), texts);
    await ask(studio, 'runs.delete', { ids: found.map(({ id }) => id) });
    return found.map(({ id, name }) => ({ id, name }));
  });
  if (options.json) return printJson({ trashed: runs });
  for (const { id, name } of runs) print(`Moved ${name} (${id}) to the trash.`);
}

const runsInWords = (count: number) => `${count} ${count === 1 ? 'run' : 'runs'}`;

function trashTable(trashed: readonly TrashedRun[]): string {
  return tableOf(
    ['id', 'name', 'model', 'status', 'deleted'].map((head) => ({ head })),
    trashed.map(({ run, deletedAt }) => [run.id, run.name, run.config.model, run.status, moment(deletedAt)]),
  );
}
