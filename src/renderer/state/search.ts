/** Runs under their study, as the library's panel lists them. */
import type { RunSummary } from '../../shared/model/records.ts';
import { matcher, parseQuery } from '../../shared/query/query.ts';

let asked = '';
let test = matcher(parseQuery(''));

/** True when the run fits a query (see shared/query), as far as the query is understood. */
export function matchesSearch(run: RunSummary, query: string): boolean {
  if (query !== asked) {
    asked = query;
    test = matcher(parseQuery(query));
  }
  return test(run);
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
