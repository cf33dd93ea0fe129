import type { Command } from 'commander';
import { follow } from '../follow.ts';
import type { GlobalOptions } from '../options.ts';
import { reportOutcome } from '../outcome.ts';
import { findRun } from '../run-reference.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

export function addResume(program: Command): void {
  program
    .command('resume')
    .description('go on with a run that was stopped or interrupted, from its last checkpoint')
    .argument('<run>', 'id, beginning of an id, or name')
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const followed = await withWritableStudio(options, async (studio) => {
        const { id } = findRun(await ask(studio, 'runs.list', {}), text);
        return follow(studio, async () => {
          await ask(studio, 'queue.resume', { id });
          return [id];
        });
      });
      reportOutcome(followed, options, 'one');
    });
}
