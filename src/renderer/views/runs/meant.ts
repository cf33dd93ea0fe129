/** The runs that a key or a command means on the screen that is shown; never one that is selected somewhere else. */
import type { RunSummary } from '../../../shared/model/records.ts';
import { comparison } from '../../state/comparison.svelte.ts';
import { library } from '../../state/library.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { shown } from '../train/shown.svelte.ts';
import { table } from './table.svelte.ts';

/** In Runs the ticked ones, or those of the row that has the focus; elsewhere the one run that is looked at. */
export function meantRuns(): readonly RunSummary[] {
  if (session.page === null && session.tab === 'runs') return table.trash ? [] : table.target();
  const run = lookedAt();
  return run ? [run] : [];
}

/** Null also where several are meant. */
export function meantRun(): RunSummary | null {
  const runs = meantRuns();
  return runs.length === 1 ? (runs[0] ?? null) : null;
}

/** Why nothing can be done with the run that is meant; null when there is exactly one. */
export function notOne(): string | null {
  const { length } = meantRuns();
  return length === 1 ? null : length === 0 ? 'select a run first' : 'select one run first';
}

/** The same for commands that take several. */
export const notSome = (): string | null => (meantRuns().length > 0 ? null : 'select a run first');

function lookedAt(): RunSummary | null {
  // Pages of studies and paths show no run.
  if (session.page !== null) return null;
  if (session.tab === 'train') return shown.run;
  if (session.tab === 'compare')
    return comparison.runs.find((run) => run.id === comparison.pointed) ?? comparison.baseline;
  return library.selected;
}
