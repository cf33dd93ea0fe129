/** Sweeps as a whole: how many of their runs are over, and how far all of them together are. */
import type { RunSummary, SweepId } from '../../shared/model/records.ts';

export type SweepProgress = {
  readonly id: SweepId;
  readonly name: string;
  /** The term of a query that finds its runs. */
  readonly term: string;
  readonly done: number;
  readonly total: number;
  /** Steps taken of all steps, 0 to 1; a run that ended early counts whole: nothing more comes of it. */
  readonly share: number;
};

const MOST = 6;

/** The sweeps that still go on, and the newest of the others. Archived runs do not count. */
export function sweepProgress(runs: readonly RunSummary[]): readonly SweepProgress[] {
  const groups = new Map<SweepId, RunSummary[]>();
  for (const run of runs) {
    if (run.sweepId === null || run.archivedAt !== null) continue;
    const group = groups.get(run.sweepId);
    if (group) group.push(run);
    else groups.set(run.sweepId, [run]);
  }
  const all = [...groups].map(([id, group]): SweepProgress & { readonly newest: number } => {
    const over = (run: RunSummary) => !['queued', 'training', 'paused'].includes(run.status);
    const steps = group.reduce((sum, run) => sum + run.config.steps, 0);
    const taken = group.reduce((sum, run) => sum + (over(run) ? run.config.steps : run.step), 0);
    const study = group[0]?.studyName ?? null;
    return {
      id,
      name: study ?? id,
      term: study === null ? `sweep:${id}` : `study="${study}"`,
      done: group.filter(over).length,
      total: group.length,
      share: steps === 0 ? 1 : taken / steps,
      newest: Math.max(...group.map((run) => run.createdAt)),
    };
  });
  return all.sort((a, b) => Number(a.share === 1) - Number(b.share === 1) || b.newest - a.newest).slice(0, MOST);
}
