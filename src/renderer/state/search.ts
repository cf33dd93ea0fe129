/** Finding runs by words. */
import type { RunSummary } from '../../shared/model/records.ts';
import { dataLabel, modelLabel, sourceLabel } from './run-words.ts';

/** True when every word of the query is part of the run's name, study, model, data, source or status. */
export function matchesSearch(run: RunSummary, query: string): boolean {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = [
    run.name,
    run.studyName ?? '',
    modelLabel(run.config.model),
    run.config.model,
    dataLabel(run.config),
    sourceLabel(run.config.source.name),
    run.config.coupling.kind,
    run.status,
    `seed ${run.config.seed}`,
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export type RunGroup = { readonly id: string; readonly name: string; readonly runs: readonly RunSummary[] };

/** Runs under their study, studies in the order of their newest run; runs of a study in the order they were made. */
export function groupRuns(runs: readonly RunSummary[]): readonly RunGroup[] {
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const key = run.studyId ?? '';
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  const newest = (group: readonly RunSummary[]) => Math.max(...group.map((run) => run.createdAt));
  return [...groups]
    .sort(([, a], [, b]) => newest(b) - newest(a))
    .map(([id, group]) => ({
      id,
      name: group[0]?.studyName ?? 'Single runs',
      runs: group.toSorted((a, b) => a.createdAt - b.createdAt),
    }));
}
