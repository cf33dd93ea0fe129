import type { RunSummary } from '../../../shared/model/records.ts';
import { whole } from '../../format.ts';

export type EmptyReason = { readonly title: string; readonly detail: string | null };

/** Why there is no flow to see yet, and what to do; null while it is still being read. */
export function emptyReason(
  run: Pick<RunSummary, 'status' | 'reason' | 'name' | 'config'> | null,
  snapshotCount: number | null,
): EmptyReason | null {
  if (run === null) return { title: 'Select a run to see its flow', detail: 'or press N to train one' };
  if (snapshotCount === null || snapshotCount > 0) return null;
  switch (run.status) {
    case 'queued':
      return { title: `${run.name} waits in the queue`, detail: 'Its flow appears with its first snapshot.' };
    case 'training':
    case 'paused':
      return {
        title: 'No snapshot yet',
        detail: `One is taken every ${whole(run.config.snapshotEvery)} steps.`,
      };
    case 'finished':
    case 'stopped':
    case 'diverged':
    case 'failed':
    case 'interrupted':
      return {
        title: `${run.name} has no snapshot`,
        detail: run.reason ?? 'It ended before the first one was taken.',
      };
  }
}
