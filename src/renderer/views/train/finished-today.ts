import type { RunSummary } from '../../../shared/model/records.ts';
import { decimal, short } from '../../format.ts';
import { keyMetric } from '../../state/run-words.ts';

const ENDED = new Set<RunSummary['status']>(['finished', 'stopped', 'diverged', 'failed', 'interrupted']);

/** Runs that ended since midnight, and interrupted ones of any day (they wait for a decision), newest first. */
export function finishedToday(runs: readonly RunSummary[], now: Date): readonly RunSummary[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const ended = (run: RunSummary) => run.finishedAt ?? run.startedAt ?? run.createdAt;
  return runs
    .filter((run) => ENDED.has(run.status) && (run.status === 'interrupted' || ended(run) >= midnight))
    .toSorted((a, b) => ended(b) - ended(a));
}

/** "20 k steps, W₂ 0.018", or why the run ended early. */
export function outcome(run: RunSummary): string {
  if (run.status !== 'finished' && run.reason !== null) return run.reason;
  const key = keyMetric(run);
  const steps = `${short(run.step)} steps`;
  return key ? `${steps}, ${key.label} ${decimal(key.metric.value)}` : steps;
}

export type SecondChance = 'resume' | 'retry';

/** What can be done about a run that ended early: go on from its checkpoint, or train the same settings anew. */
export function secondChance(run: RunSummary): SecondChance | null {
  switch (run.status) {
    case 'interrupted':
      return 'resume';
    case 'diverged':
    case 'failed':
      return 'retry';
    default:
      return null;
  }
}
