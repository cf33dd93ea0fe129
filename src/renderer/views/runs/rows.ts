/** Rows of the table: groups that open to their runs. */
import { configRows } from '../../../shared/comparison/config-rows.ts';
import { settingText } from '../../../shared/comparison/setting-words.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { type Grouping, groupRuns } from '../../../shared/query/groups.ts';

export type GroupRow = {
  readonly kind: 'group';
  readonly id: string;
  readonly name: string;
  readonly runs: readonly RunSummary[];
  readonly open: boolean;
  /** Settings that tell it from others of its name, "solver steps 100". */
  readonly told?: string;
};
export type RunRow = {
  readonly kind: 'run';
  readonly id: string;
  readonly run: RunSummary;
  readonly inGroup: boolean;
  /** Another run of the group has the same seed, which then does not name it. */
  readonly seedAgain?: boolean;
};
export type Row = GroupRow | RunRow;

/** Runs in order as rows. A group by equal settings with a single run is that run's row. */
export function rowsOf(
  runs: readonly RunSummary[],
  by: Grouping,
  isOpen: (groupId: string) => boolean,
): readonly Row[] {
  if (by === 'none') return runs.map((run) => ({ kind: 'run', id: run.id, run, inGroup: false }));
  const rows: Row[] = [];
  for (const group of groupRuns(runs, by)) {
    const [only] = group.runs;
    if (by === 'settings' && group.runs.length === 1 && only) {
      rows.push({ kind: 'run', id: only.id, run: only, inGroup: false });
      continue;
    }
    const open = isOpen(group.id);
    rows.push({ kind: 'group', id: `group ${group.id}`, name: group.name, runs: group.runs, open });
    if (!open) continue;
    const seeds = group.runs.map((run) => run.config.seed);
    const again = new Set(seeds.filter((seed, i) => seeds.indexOf(seed) !== i));
    for (const run of group.runs) {
      const seedAgain = again.has(run.config.seed) ? { seedAgain: true } : {};
      rows.push({ kind: 'run', id: `${group.id} ${run.id}`, run, inGroup: true, ...seedAgain });
    }
  }
  return by === 'settings' ? withTold(rows) : rows;
}

/** More groups of one name are a sweep, which its own view tells better. */
const MOST_TOLD = 12;
const SETTINGS_TOLD = 2;

/** A label within a sentence; abbreviations stay as they are. */
const inSentence = (label: string) =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Groups of other settings may have got the same name: what differs is then said beside it. */
function withTold(rows: readonly Row[]): readonly Row[] {
  const named = new Map<string, GroupRow[]>();
  for (const row of rows) if (row.kind === 'group') named.set(row.name, [...(named.get(row.name) ?? []), row]);
  const words = new Map<string, string>();
  for (const alike of named.values()) {
    if (alike.length < 2 || alike.length > MOST_TOLD) continue;
    const differing = configRows(alike.flatMap((row) => row.runs.slice(0, 1).map((run) => run.config)))
      .filter(({ key, same }) => !same && key !== 'seed')
      .slice(0, SETTINGS_TOLD);
    alike.forEach((row, i) => {
      const parts = differing.map(
        ({ key, label, values }) => `${inSentence(label)} ${settingText(key, values[i] ?? null)}`,
      );
      if (parts.length > 0) words.set(row.id, parts.join(', '));
    });
  }
  if (words.size === 0) return rows;
  return rows.map((row) => {
    const told = words.get(row.id);
    return row.kind === 'group' && told !== undefined ? { ...row, told } : row;
  });
}

export const runsOf = (row: Row): readonly RunSummary[] => (row.kind === 'group' ? row.runs : [row.run]);

/** Runs keep their place while values change: the order is that of `ids`, made anew only when runs come or go. */
export function inKeptOrder(
  runs: readonly RunSummary[],
  ids: readonly string[],
  sort: (runs: readonly RunSummary[]) => readonly RunSummary[],
): readonly RunSummary[] {
  if (runs.length !== ids.length) return sort(runs);
  const place = new Map(ids.map((id, i) => [id, i]));
  const kept: RunSummary[] = new Array(runs.length);
  for (const run of runs) {
    const at = place.get(run.id);
    if (at === undefined) return sort(runs);
    kept[at] = run;
  }
  return kept;
}

/** The part of a long list that is in sight, with some rows to spare. */
export function windowOf(count: number, rowHeight: number, top: number, height: number, spare = 12) {
  const first = Math.min(count, Math.max(0, Math.floor(top / rowHeight) - spare));
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  return { first, last: Math.max(first, last) };
}
