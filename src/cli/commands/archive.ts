import type { Command } from 'commander';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

export function addArchive(program: Command): void {
  program
    .command('archive')
    .description('put runs away: they are kept whole, but listed only when a query asks (is:archived)')
    .argument('<run...>', 'ids, beginnings of ids, or names')
    .option('--undo', 'take them out of the archive')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly undo?: boolean }>();
      const archived = options.undo !== true;
      const runs = await withWritableStudio(options, async (studio) => {
        const found = findRuns(await ask(studio, 'runs.list', {}), texts);
        await ask(studio, 'runs.archive', { ids: found.map(({ id }) => id), archived });
        return found.map(({ id, name }) => ({ id, name }));
      });
      if (options.json) return printJson(archived ? { archived: runs } : { unarchived: runs });
      for (const { id, name } of runs)
        print(archived ? `Archived ${name} (${id}).` : `${name} (${id}) is out of the archive.`);
    });
}
