import type { RunSummary } from '../shared/model/records.ts';
import { type Followed, INTERRUPTED } from './follow.ts';
import { metricTable } from './metric-table.ts';
import type { GlobalOptions } from './options.ts';
import { runListEntry } from './run-list-entry.ts';
import { print, printJson } from './terminal.ts';

/** Prints what trainings came to, one run or a list, and sets the exit code: 0 only when every one finished. */
export function reportOutcome(followed: Followed, options: GlobalOptions, shape: 'one' | 'list'): void {
  const { runs, stoppedByUser } = followed;
  const entries = runs.map(runListEntry);
  if (options.json) printJson(shape === 'one' ? (entries[0] ?? null) : entries);
  else if (runs.length > 0) print(metricTable(runs));
  process.exitCode = exitCodeOf(runs, stoppedByUser);
}

/** 0 only when every run finished. */
export function exitCodeOf(runs: readonly RunSummary[], stoppedByUser: boolean): number {
  if (stoppedByUser) return INTERRUPTED;
  return runs.every((run) => run.status === 'finished') ? 0 : 1;
}
