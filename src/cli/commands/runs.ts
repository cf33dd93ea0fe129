import type { Command } from 'commander';
import type { RunSummary } from '../../shared/model/records.ts';
import { vocabularyOf } from '../../shared/query/keys.ts';
import { matcher, requireQuery } from '../../shared/query/query.ts';
import { requireOrder, sortRuns } from '../../shared/query/sort.ts';
import { figure, moment } from '../format.ts';
import type { GlobalOptions } from '../options.ts';
import { runListEntry } from '../run-list-entry.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

/** The figure that a run is first judged by. */
const KEY_METRICS = ['radiusError', 'w2', 'slicedW2', 'loss'] as const;

const QUERY_HELP = `
A query is terms that must all hold, parted by spaces; a minus before a term turns it round:
  model:onehot  status:finished,stopped  data:moons  coupling:ot  seed:1..5  name:ring-*  tag:paper  -tag:old
  w2<0.7  best:w2<0.5  accuracy>=0.95  has:w2  width>=128  optimizer.ema>0  lr:1e-3  freshData:yes
  created:today  created>2026-03-01  created:7d  is:pinned  is:archived  is:problem  has:note  "two moons"
A key is a figure (its last value; best:NAME for its best), any setting by its path or the last part of it, or one of
name, id, study, preset, note, status, backend, step, parameters, duration (seconds), created, started, finished.
Archived runs are left out unless the query speaks of them (is:archived, archived:any).
--sort takes the same keys, KEY:asc or KEY:desc; without a direction, the best or the newest comes first.`;

type RunsOptions = GlobalOptions & { readonly query?: string; readonly sort?: string };

export function addRuns(program: Command): void {
  program
    .command('runs')
    .description('list the runs of the library, in the order they were made')
    .option('--query <terms>', "which runs, e.g. 'model:onehot w2<0.7 tag:paper'")
    .option('--sort <key>', 'order, e.g. w2, best:w2, created:asc')
    .addHelpText('after', QUERY_HELP)
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<RunsOptions>();
      const all = await withStudio(options, (studio) => ask(studio, 'runs.list', {}));
      const runs = chosenRuns(all, options);
      if (options.json) return printJson(runs.map(runListEntry));
      if (all.length === 0) return print('There are no runs yet. The command "study ring" trains the first three.');
      if (runs.length === 0) return print(`None of the ${all.length} runs in the library fits.`);
      print(runTable(runs));
    });
}

/** Runs that fit the query, in the order asked for. Throws a UserError for what cannot be understood. */
export function chosenRuns(all: readonly RunSummary[], { query = '', sort }: RunsOptions): readonly RunSummary[] {
  const vocabulary = vocabularyOf(all);
  const fits = matcher(requireQuery(query, vocabulary));
  const order = sort === undefined ? null : requireOrder(sort, vocabulary);
  const found = all.filter(fits);
  return order === null ? found : sortRuns(found, order);
}

function runTable(runs: readonly RunSummary[]): string {
  const rows = runs.map((run) => {
    const key = KEY_METRICS.map((name) => run.metrics.find((metric) => metric.name === name)).find(Boolean);
    const { config } = run;
    return [
      run.id,
      run.pinned ? `${run.name} (pinned)` : run.name,
      run.status,
      config.model,
      config.source.name,
      String(config.seed),
      `${run.step}/${config.steps}`,
      key ? `${key.name} ${figure(key.value)}` : '–',
      moment(run.createdAt),
      run.tags.join(', '),
    ];
  });
  const right = ['seed', 'steps'];
  const heads = ['id', 'name', 'status', 'model', 'base', 'seed', 'steps', 'metric', 'created', 'tags'];
  return tableOf(
    heads.map((head) => ({ head, align: right.includes(head) ? 'right' : 'left' })),
    rows,
  );
}
