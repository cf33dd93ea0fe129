import type { RunId } from '../shared/model/records.ts';
import { resumeInWords } from './ending.ts';
import { ownerIsAlive } from './owner.ts';
import type { StudioContext } from './studio-context.ts';

/** Runs in work whose studio is gone. */
function orphansIn({ store }: StudioContext) {
  return store.runs.inWork().filter((run) => run.owner === null || !ownerIsAlive(run.owner));
}

function endOf({ store }: StudioContext, id: RunId) {
  const kept = store.checkpoints.steps(id)[0] ?? null;
  return { status: 'interrupted', reason: `Streamline ended while this run trained. ${resumeInWords(kept)}` } as const;
}

/** Where nothing can be written they are only shown as what they are, until another studio goes on with them. */
export function showOrphans(context: StudioContext): void {
  for (const { id, status } of orphansIn(context)) {
    if (status !== 'queued') context.shownInstead.set(id, endOf(context, id));
  }
}

/**
 * Runs whose studio is gone: those in training become interrupted and can be resumed; waiting ones stay queued, and a
 * studio that runs the queue (`adopts`) takes them over. Returns the runs that changed.
 */
export function settleOrphans(context: StudioContext, adopts: boolean): RunId[] {
  const { store, owner } = context;
  const changed = orphansIn(context).filter((run) => run.status !== 'queued' || adopts);
  if (changed.length === 0) return [];
  store.atomically(() => {
    for (const { id, status, startedAt } of changed) {
      if (status === 'queued') {
        store.runs.update(id, { owner });
        continue;
      }
      const end = endOf(context, id);
      // A clock that was set back meanwhile must not let it end before it began.
      const finishedAt = Math.max(Date.now(), startedAt ?? 0);
      store.runs.update(id, { ...end, outcome: end.status, owner: null, finishedAt });
      store.events.write(end.status, id, end.reason);
    }
  });
  return changed.map((run) => run.id);
}
