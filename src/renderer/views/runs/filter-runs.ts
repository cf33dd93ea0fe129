/** The ready-made views of the table of runs. */
import type { RunSummary } from '../../../shared/model/records.ts';
import type { IconName } from '../../parts/icon-shapes.ts';
import { matchesSearch } from '../../state/search.ts';

export const FILTERS = ['all', 'live', 'queued', 'finished', 'problem'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filter = { readonly label: string; readonly icon: IconName; readonly keeps: (run: RunSummary) => boolean };

const having =
  (...statuses: readonly RunSummary['status'][]) =>
  (run: RunSummary): boolean =>
    statuses.includes(run.status);

export const FILTER_WORDS: Readonly<Record<FilterName, Filter>> = {
  all: { label: 'All runs', icon: 'table', keeps: () => true },
  live: { label: 'Running', icon: 'play', keeps: having('training', 'paused') },
  queued: { label: 'Queued', icon: 'clock', keeps: having('queued') },
  finished: { label: 'Finished', icon: 'check', keeps: having('finished', 'stopped') },
  problem: { label: 'Ended early', icon: 'error', keeps: having('diverged', 'failed', 'interrupted') },
};

export function filterRuns(
  runs: readonly RunSummary[],
  filter: FilterName,
  data: string | null,
  query: string,
): readonly RunSummary[] {
  const { keeps } = FILTER_WORDS[filter];
  return runs.filter(
    (run) => keeps(run) && (data === null || run.config.data.name === data) && matchesSearch(run, query),
  );
}
