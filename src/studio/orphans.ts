import type { RunId } from '../shared/model/records.ts';
import { resumeInWords } from './ending.ts';
import { ownerIsAlive } from './owner.ts';
import type { StudioContext } from './studio-context.ts';

/**
 * Runs whose studio is gone: those in training become interrupted and can be resumed; waiting ones stay queued, and a
 * studio that runs the queue (`adopts`) takes them over. Returns the runs that changed.
 */
export function settleOrphans({ store, owner }: StudioContext, adopts: boolean): RunId[] {
  const orphans = store.runs.inWork().filter((run) => run.owner === null || !ownerIsAlive(run.owner));
  const changed = orphans.filter((run) => run.status !== 'queued' || adopts);
  if (changed.length === 0) return [];
  store.atomically(() => {
    for (const { id, status } of changed) {
      if (status === 'queued') {
        store.runs.update(id, { owner });
        continue;
      }
      const kept = store.checkpoints.steps(id)[0] ?? null;
      const reason = `Streamline ended while this run trained. ${resumeInWords(kept)}`;
      const ended = { status: 'interrupted', outcome: 'interrupted', reason, owner: null } as const;
      store.runs.update(id, { ...ended, finishedAt: Date.now() });
      store.events.write('interrupted', id, reason);
    }
  });
  return changed.map((run) => run.id);
}
