/** Runs of the same settings but the seed: what a mean over seeds is taken over. */
import type { RunSummary } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';
import { settingsOf } from './config-rows.ts';

/** What of a run the comparison looks at. */
export type ComparedRun = Pick<RunSummary, 'id' | 'name' | 'config' | 'status' | 'step' | 'metrics'>;

/** Equal for two configurations that differ in nothing but the seed. */
export function groupKey(config: RunConfig): string {
  const settings = [...settingsOf(config)].filter(([key]) => key !== 'seed');
  return JSON.stringify(settings.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * For every picked run the runs its figures are averaged over, itself first: the finished runs of the same settings with
 * other seeds, one a seed (the newest). Two picked runs of the same settings stand for their own seed each.
 */
export function seedGroups(
  picked: readonly ComparedRun[],
  all: readonly (ComparedRun & Pick<RunSummary, 'createdAt'>)[],
): readonly (readonly ComparedRun[])[] {
  const keys = picked.map((run) => groupKey(run.config));
  return picked.map((run, index) => {
    const key = keys[index];
    if (keys.filter((other) => other === key).length > 1) return [run];
    const seeds = new Map([[run.config.seed, run as ComparedRun]]);
    const siblings = all.filter((other) => other.status === 'finished' && groupKey(other.config) === key);
    for (const other of siblings.toSorted((a, b) => b.createdAt - a.createdAt)) {
      if (!seeds.has(other.config.seed)) seeds.set(other.config.seed, other);
    }
    return [...seeds.values()];
  });
}
