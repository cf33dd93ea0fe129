/** `study c2ot --table`, `study sf2m`: trains a published table again and holds ours beside it, cell by cell. */
import type { RunStatus } from '../../shared/model/names.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { fingerprint } from '../../shared/studies/match.ts';
import { figureKey, type PublishedTable } from '../../shared/studies/published.ts';
import { ownBase, studyRuns } from '../../shared/studies/studies.ts';
import type { Study, StudyRun } from '../../shared/studies/study.ts';
import type { Studio } from '../../studio/studio.ts';
import { follow } from '../follow.ts';
import { tell } from '../terminal.ts';
import { ask } from '../with-studio.ts';
import { type TableResult, tableResult } from './table-result.ts';

export type TableOrder = {
  readonly study: Study;
  readonly table: PublishedTable;
  readonly seeds: readonly number[];
  /** Steps of every training; null: as published. */
  readonly steps: number | null;
  readonly n: number;
};

export type Trained = { readonly result: TableResult; readonly stoppedByUser: boolean };

/**
 * Seed by seed: trains the runs that the library has not yet, measures those that are not measured at this n, and goes
 * on where it was left. What was trained and measured is kept, whatever happens to the rest.
 */
export async function trainTable(studio: Studio, order: TableOrder): Promise<Trained> {
  let stoppedByUser = false;
  for (const seed of order.seeds) {
    stoppedByUser = await trainSeed(studio, order, seed);
    if (stoppedByUser) break;
    await measureSeed(studio, order, seed);
  }
  return { result: tableResult(order, await ask(studio, 'runs.list', {})), stoppedByUser };
}

const plannedRuns = ({ study, steps }: TableOrder, seed: number): StudyRun[] =>
  studyRuns(study, { base: ownBase(study), seed, maxSteps: steps });

/** The newest run of this very configuration and length in one of these states. */
function recordedRun(run: StudyRun, library: readonly RunSummary[], statuses: readonly RunStatus[]) {
  const print = fingerprint(run.config);
  return library.findLast(
    ({ status, config }) =>
      statuses.includes(status) && config.steps === run.config.steps && fingerprint(config) === print,
  );
}

const finishedRun = (run: StudyRun, library: readonly RunSummary[]) => recordedRun(run, library, ['finished']);

/** One that was ended before its time and goes on from its last checkpoint. A reflow run keeps the teacher it had. */
const brokenRun = (run: StudyRun, library: readonly RunSummary[]) =>
  recordedRun(run, library, ['interrupted', 'stopped', 'failed']);

/** True when the user ended it. */
async function trainSeed(studio: Studio, order: TableOrder, seed: number): Promise<boolean> {
  const library = await ask(studio, 'runs.list', {});
  const runs = plannedRuns(order, seed);
  const missing = runs.filter((run) => !finishedRun(run, library));
  const done = runs.length - missing.length;
  if (done > 0) tell(`Seed ${seed}: ${done} of ${runs.length} runs are in the library already.`);
  if (missing.length === 0) return false;
  const { study, steps } = order;
  const { stoppedByUser } = await follow(studio, async (): Promise<readonly RunId[]> => {
    const ids: RunId[] = [];
    const only: string[] = [];
    for (const run of missing) {
      const broken = brokenRun(run, library);
      if (!broken) only.push(run.key);
      else {
        await ask(studio, 'queue.resume', { id: broken.id });
        ids.push(broken.id);
      }
    }
    if (only.length === 0) return ids;
    const input = { preset: study.id, base: ownBase(study), seed, maxSteps: steps, only };
    return [...ids, ...(await ask(studio, 'study.start', input)).runIds];
  });
  return stoppedByUser;
}

async function measureSeed(studio: Studio, order: TableOrder, seed: number): Promise<void> {
  const { table, n } = order;
  const library = await ask(studio, 'runs.list', {});
  const energy = table.figures.some(({ metric }) => metric === 'npe');
  for (const planned of plannedRuns(order, seed)) {
    const run = finishedRun(planned, library);
    if (!run || isMeasured(order, run)) continue;
    const words = `${planned.key}, seed ${seed}`;
    tell(`${words}: measuring with ${n} points.`);
    let said = '';
    const unsubscribe = studio.subscribe((event) => {
      if (event.kind !== 'evaluating' || event.id !== run.id || event.words === said) return;
      said = event.words;
      tell(`  ${words}: ${event.words}`);
    });
    try {
      const solvers = [...new Map(table.figures.map(({ solver }) => [solver.key, solver])).values()].map(
        ({ key, solver, steps, tolerance }) => ({ key, solver, steps, tolerance }),
      );
      await ask(studio, 'runs.evaluate', { id: run.id, n, solvers, energy });
    } finally {
      unsubscribe();
    }
  }
}

const isMeasured = ({ table, n }: TableOrder, run: RunSummary): boolean =>
  table.figures.every((figure) =>
    run.metrics.some((metric) => metric.name === figureKey(figure) && metric.n === n && metric.step === run.step),
  );
