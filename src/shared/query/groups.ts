/** Runs in groups: by equal settings (seeds beside each other), by study, by tag, or by any setting. */
import { groupKey } from '../comparison/seed-groups.ts';
import { type SettingValue, settingText } from '../comparison/setting-words.ts';
import type { RunSummary } from '../model/records.ts';
import { settingOf } from './config-paths.ts';

export type Grouping = 'none' | 'settings' | 'study' | 'tag' | `setting:${string}`;

export type RunGroup = { readonly id: string; readonly name: string; readonly runs: readonly RunSummary[] };

/** Groups in the order of their first run. A run with several tags is in several groups. */
export function groupRuns(runs: readonly RunSummary[], by: Grouping): readonly RunGroup[] {
  const groups = new Map<string, { name: string; runs: RunSummary[] }>();
  const written = new Map<string, string>();
  for (const run of runs) {
    for (const { id, name } of placesOf(run, by, written)) {
      const group = groups.get(id);
      if (group) group.runs.push(run);
      else groups.set(id, { name, runs: [run] });
    }
  }
  return [...groups].map(([id, group]) => ({
    id,
    runs: group.runs,
    name: by === 'settings' ? commonName(group.runs.map((run) => run.name)) : group.name,
  }));
}

function placesOf(
  run: RunSummary,
  by: Grouping,
  written: Map<string, string>,
): readonly { readonly id: string; readonly name: string }[] {
  switch (by) {
    case 'none':
      return [{ id: run.id, name: run.name }];
    case 'settings':
      return [{ id: settingsKey(run, written), name: run.name }];
    case 'study':
      return [{ id: run.studyId ?? '', name: run.studyName ?? 'Single runs' }];
    case 'tag':
      return run.tags.length === 0
        ? [{ id: '', name: 'No tag' }]
        : run.tags.map((tag) => ({ id: `#${tag}`, name: tag }));
    default: {
      const path = by.slice('setting:'.length);
      const value = (settingOf(run.config, path) ?? null) as SettingValue;
      const name = value === null ? 'none' : settingText(path, value);
      return [{ id: Array.isArray(value) ? value.join('x') : String(value), name }];
    }
  }
}

const keys = new WeakMap<RunSummary['config'], string>();

/**
 * Equal for runs that differ in their seed only, as the means over seeds in a comparison have it. `written`: the keys by how
 * settings are written, since runs of different origin have the same ones in another order; for one grouping, so it never grows.
 */
function settingsKey({ config }: RunSummary, written: Map<string, string>): string {
  const known = keys.get(config);
  if (known !== undefined) return known;
  const { seed: _seed, ...rest } = config;
  // Few different texts, so that the slow key is made once for each of them.
  const text = JSON.stringify(rest);
  const key = written.get(text) ?? groupKey(config);
  written.set(text, key);
  keys.set(config, key);
  return key;
}

/** What names begin with alike, without a cut-off seed or counter: `a-s1`, `a-s2` → `a`, and so `a-seed-1`, `a-seed-2`. */
export function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  let length = first.length;
  for (const name of others) {
    while (length > 0 && !name.startsWith(first.slice(0, length))) length--;
  }
  const common = first
    .slice(0, length)
    .replace(/[-_ ](?:s|seed)[-_ ]?\d*$|[-_ ]\d*$/, '')
    .replace(/[-_ ]+$/, '');
  return common === '' ? first : common;
}

export type Spread = {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation over the runs (divided by count − 1); null for a single one. */
  readonly std: number | null;
};

/** Mean and spread of the finite values; null when there is none. */
export function spreadOf(values: readonly (number | null | undefined)[]): Spread | null {
  const finite = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (finite.length === 0) return null;
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  if (finite.length === 1) return { count: 1, mean, std: null };
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count: finite.length, mean, std: Math.sqrt(squares / (finite.length - 1)) };
}
