import type { Command } from 'commander';
import { figure, moment } from '../format.ts';
import type { GlobalOptions } from '../options.ts';
import { runListEntry } from '../run-list-entry.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

/** The figure that a run is first judged by. */
const KEY_METRICS = ['w2', 'radiusError', 'slicedW2', 'loss'] as const;

export function addRuns(program: Command): void {
  program
    .command('runs')
    .description('list the runs of the library, newest first')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const runs = await withStudio(options, (studio) => ask(studio, 'runs.list', {}));
      if (options.json) return printJson(runs.map(runListEntry));
      if (runs.length === 0) return print('There are no runs yet. The command "study ring" trains the first three.');
      const rows = runs.map((run) => {
        const key = KEY_METRICS.map((name) => run.metrics.find((metric) => metric.name === name)).find(Boolean);
        const { config } = run;
        return [
          run.id,
          run.name,
          run.status,
          config.model,
          config.source.name,
          String(config.seed),
          `${run.step}/${config.steps}`,
          key ? `${key.name} ${figure(key.value)}` : '–',
          moment(run.createdAt),
        ];
      });
      const right = ['seed', 'steps'];
      const heads = ['id', 'name', 'status', 'model', 'base', 'seed', 'steps', 'metric', 'created'];
      print(
        tableOf(
          heads.map((head) => ({ head, align: right.includes(head) ? 'right' : 'left' })),
          rows,
        ),
      );
    });
}
