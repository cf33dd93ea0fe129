import type { Command } from 'commander';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

export function addDelete(program: Command): void {
  program
    .command('delete')
    .description('move runs to the trash; restore brings them back until it is emptied')
    .argument('<run...>', 'ids, beginnings of ids, or names')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const deleted = await withWritableStudio(options, async (studio) => {
        const all = await ask(studio, 'runs.list', {});
        const found = findRuns(all, texts);
        await ask(studio, 'runs.delete', { ids: found.map(({ id }) => id) });
        return found;
      });
      if (options.json) return printJson({ deleted: deleted.map(({ id, name }) => ({ id, name })) });
      for (const { id, name } of deleted) print(`Deleted ${name} (${id}).`);
    });
}
