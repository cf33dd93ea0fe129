/** What every part of the studio shares. */
import type { RunId, RunSummary } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import type { StudioEvent } from '../shared/studio-protocol.ts';
import type { EngineProgram } from './engine-program.ts';
import { keepFilesOf } from './own-data.ts';
import type { StoredRun } from './store/run-row.ts';
import type { Store } from './store/store.ts';

export type StudioContext = {
  readonly store: Store;
  readonly engine: EngineProgram;
  /** This studio's owner token. */
  readonly owner: string;
  /** What is shown in place of a run's stored status where that cannot be written: it waits for the disk, or ended. */
  readonly shownInstead: Map<RunId, Pick<RunSummary, 'status' | 'reason'>>;
  announce(event: StudioEvent): void;
};

/** The run as subscribers should see it. */
export function asShown({ shownInstead, store }: StudioContext, run: RunSummary): RunSummary {
  keepFilesOf(store, run.config);
  const shown = shownInstead.get(run.id);
  return shown === undefined ? run : { ...run, ...shown };
}

/** Every visible run, in order. */
export function allRuns(context: StudioContext): RunSummary[] {
  const { store, announce } = context;
  const runs = store.runs.list().map((run) => asShown(context, run));
  for (const message of store.lateNotices()) announce({ kind: 'notice', level: 'warning', message });
  return runs;
}

/** The stored run, deleted ones too, or a sentence that there is none. */
export function storedRun({ store }: StudioContext, id: RunId): StoredRun {
  const run = store.runs.read(id);
  if (!run) throw new UserError('not-found', `There is no run ${id} in this library.`);
  return run;
}

/** The run's summary; a deleted run does not exist for the user. */
export function visibleRun(context: StudioContext, id: RunId): RunSummary {
  const run = storedRun(context, id);
  if (run.deletedAt !== null) throw new UserError('not-found', `The run ${run.summary.name} was deleted.`);
  return asShown(context, run.summary);
}

/** Tells subscribers the run as it now stands on disk. */
export function announceRun(context: StudioContext, id: RunId): void {
  const run = context.store.runs.read(id);
  if (run && run.deletedAt === null) context.announce({ kind: 'run', run: asShown(context, run.summary) });
}
