import type { Command } from 'commander';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';
import { trashedRuns } from './trash.ts';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('take runs out of the trash')
    .argument('<run...>', 'ids, beginnings of ids, or names of runs in the trash')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const restored = await withWritableStudio(options, async (studio) => {
        const ids = findRuns(await trashedRuns(studio), texts).map(({ id }) => id);
        await ask(studio, 'runs.restore', { ids });
        // Its name may have been given away in the meantime; then it comes back under the next free one.
        return Promise.all(ids.map((id) => ask(studio, 'runs.show', { id })));
      });
      const named = restored.map(({ id, name }) => ({ id, name }));
      if (options.json) return printJson({ restored: named });
      for (const { id, name } of named) print(`Restored ${name} (${id}).`);
    });
}
