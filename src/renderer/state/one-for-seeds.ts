/** Which runs stand in Compare for those that were chosen: one for all seeds of its settings, where that is what was chosen. */
import { groupKey } from '../../shared/comparison/seed-groups.ts';
import type { RunSummary } from '../../shared/model/records.ts';

type Seeded = Pick<RunSummary, 'id' | 'config' | 'status'>;

/**
 * Where two or more settings are chosen, each with every finished seed there is of it, a run stands for its settings: the one
 * with the lowest seed, finished if any is. The figures are means over all of them anyway, and a test needs the seeds in one place. Seeds of a
 * single setting, and single ones picked out of several, are looked at one by one.
 */
export function oneForSeeds<Run extends Seeded>(chosen: readonly Run[], all: readonly Seeded[]): readonly Run[] {
  const groups = new Map<string, Run[]>();
  for (const run of chosen) {
    const key = groupKey(run.config);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const several = [...groups].filter(([, runs]) => runs.length > 1);
  if (groups.size < 2 || several.length === 0) return chosen;
  const picked = new Set(chosen.map((run) => run.id));
  const whole = new Set(several.map(([key]) => key));
  const left = all.some((run) => !picked.has(run.id) && run.status === 'finished' && whole.has(groupKey(run.config)));
  if (left) return chosen;
  return [...groups.values()].map((runs) => {
    const finished = runs.filter((run) => run.status === 'finished');
    return (finished.length > 0 ? finished : runs).reduce((best, run) =>
      run.config.seed < best.config.seed ? run : best,
    );
  });
}
