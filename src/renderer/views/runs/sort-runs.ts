/** The order of the table of runs. */
import type { RunSummary } from '../../../shared/model/records.ts';
import { dataLabel, keyMetric, modelLabel, sourceLabel } from '../../state/run-words.ts';

export const COLUMNS = ['name', 'model', 'data', 'source', 'status', 'steps', 'metric', 'duration', 'made'] as const;
export type ColumnName = (typeof COLUMNS)[number];
export type Sorting = { readonly column: ColumnName; readonly descending: boolean };

/** From what needs a look to what is over. */
const STATUS_ORDER: readonly RunSummary['status'][] = [
  'training',
  'paused',
  'queued',
  'interrupted',
  'failed',
  'diverged',
  'stopped',
  'finished',
];

type Key = string | number | null;

const KEYS: Readonly<Record<ColumnName, (run: RunSummary) => Key>> = {
  name: (run) => run.name,
  model: (run) => modelLabel(run.config.model),
  data: (run) => dataLabel(run.config),
  source: (run) => sourceLabel(run.config.source.name),
  status: (run) => STATUS_ORDER.indexOf(run.status),
  steps: (run) => run.step,
  metric: (run) => keyMetric(run)?.metric.value ?? null,
  duration: (run) => (run.durationMs > 0 ? run.durationMs : null),
  made: (run) => run.createdAt,
};

/** Runs by one column; those without a value come last either way, equal ones by name, then by when they were made. */
export function sortRuns(runs: readonly RunSummary[], { column, descending }: Sorting): readonly RunSummary[] {
  const keyOf = KEYS[column];
  return runs.toSorted((a, b) => {
    // Figures of different kinds are not to be ranked against each other.
    const kinds = column === 'metric' ? compare(kindOf(a), kindOf(b)) : 0;
    if (kinds !== 0) return kinds;
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else {
      const order = compare(left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return compare(a.name, b.name) || a.createdAt - b.createdAt;
  });
}

/** Runs without a figure come after all kinds of figures. */
const kindOf = (run: RunSummary) => keyMetric(run)?.label ?? '\uffff';

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Pressing a column sorts by it; pressing it again turns the order round. Numbers begin with what is best or newest. */
export function nextSorting(now: Sorting, column: ColumnName): Sorting {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: column === 'made' || column === 'steps' };
}

/** Rows keep their place while values change: the order is that of `ids`, made anew only when runs come or go. */
export function inKeptOrder(
  runs: readonly RunSummary[],
  ids: readonly string[],
  sorting: Sorting,
): readonly RunSummary[] {
  const place = new Map(ids.map((id, i) => [id, i]));
  const same = runs.length === ids.length && runs.every((run) => place.has(run.id));
  if (!same) return sortRuns(runs, sorting);
  return runs.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}
