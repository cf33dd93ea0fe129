import type { Command } from 'commander';
import type { GlobalOptions } from '../options.ts';
import { findRuns } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

export function addPin(program: Command): void {
  program
    .command('pin')
    .description('pin runs as the baseline that others are compared with')
    .argument('<run...>', 'ids, beginnings of ids, or names')
    .option('--undo', 'take the pins away')
    .action(async (texts: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly undo?: boolean }>();
      const pinned = options.undo !== true;
      const runs = await withWritableStudio(options, async (studio) => {
        const found = findRuns(await ask(studio, 'runs.list', {}), texts);
        await ask(studio, 'runs.pin', { ids: found.map(({ id }) => id), pinned });
        return found.map(({ id, name }) => ({ id, name }));
      });
      if (options.json) return printJson(pinned ? { pinned: runs } : { unpinned: runs });
      for (const { id, name } of runs)
        print(pinned ? `Pinned ${name} (${id}).` : `${name} (${id}) is no baseline any more.`);
    });
}
