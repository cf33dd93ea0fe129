/** What a query can ask of a run: each key with how its value is read. */
import { nearestName } from '../flow/nearest-name.ts';
import { BACKENDS, RUN_STATUSES } from '../model/names.ts';
import type { Metric, RunSummary } from '../model/records.ts';
import { ambiguousSettings, type SettingKind, settingNamed, settingOf, settingWords } from './config-paths.ts';

export type Value = string | number | boolean | null | undefined;

export type Key = {
  /** As it is shown. */
  readonly label: string;
  readonly kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no' | 'flag' | 'has' | 'tag';
  /** For a closed list. */
  readonly choices: readonly string[];
  /** Undefined and null: the run has no such value. */
  readonly read: (run: RunSummary) => Value;
  /** The figure, when it is one. */
  readonly metric: string | null;
};

/** What the library at hand has: names of figures and tags are open lists. */
export type Vocabulary = { readonly metrics: readonly string[]; readonly tags: readonly string[] };

export const KNOWN_METRICS = [
  'loss',
  'w2',
  'slicedW2',
  'accuracy',
  'within3Std',
  'modeShareMin',
  'radiusError',
  'pathRatio',
] as const;

const key = (label: string, kind: Key['kind'], read: Key['read'], choices: readonly string[] = []): Key => ({
  label,
  kind,
  choices,
  read,
  metric: null,
});

/** States of a run beside its status. */
export const FLAGS = ['pinned', 'archived', 'live', 'over', 'problem', 'tagged', ...RUN_STATUSES] as const;

const OVER = ['finished', 'stopped', 'diverged', 'failed', 'interrupted'];

export function flagOf(run: RunSummary, flag: string): boolean {
  switch (flag) {
    case 'pinned':
      return run.pinned;
    case 'archived':
      return run.archivedAt !== null;
    case 'live':
      return run.status === 'training' || run.status === 'paused';
    case 'over':
      return OVER.includes(run.status);
    case 'problem':
      return run.status === 'diverged' || run.status === 'failed' || run.status === 'interrupted';
    case 'tagged':
      return run.tags.length > 0;
    default:
      return run.status === flag;
  }
}

const RUN_KEYS: readonly Key[] = [
  key('name', 'text', (run) => run.name),
  key('id', 'text', (run) => run.id),
  key('study', 'text', (run) => run.studyName),
  key('preset', 'text', (run) => run.preset),
  key('note', 'text', (run) => (run.note === '' ? null : run.note)),
  key('backend', 'choice', (run) => run.backend?.kind ?? null, BACKENDS),
  key('status', 'choice', (run) => run.status, RUN_STATUSES),
  key('sweep', 'text', (run) => run.sweepId),
  key('step', 'number', (run) => run.step),
  key('parameters', 'number', (run) => run.parameterCount),
  key('duration', 'number', (run) => (run.durationMs > 0 ? run.durationMs / 1000 : null)),
  key('created', 'date', (run) => run.createdAt),
  key('started', 'date', (run) => run.startedAt),
  key('finished', 'date', (run) => run.finishedAt),
  key('tag', 'tag', () => null),
  key('is', 'flag', () => null, FLAGS),
  key('has', 'has', () => null),
  key('archived', 'choice', (run) => (run.archivedAt === null ? 'no' : 'yes'), ['yes', 'no', 'any']),
];
const RUN_ALIASES: Readonly<Record<string, string>> = {
  tags: 'tag',
  notes: 'note',
  made: 'created',
  params: 'parameters',
};
const byName = new Map(RUN_KEYS.map((each) => [each.label, each]));

const KIND_OF_SETTING: Readonly<Record<SettingKind['kind'], Key['kind']>> = {
  number: 'number',
  choice: 'choice',
  'yes-no': 'yes-no',
  numbers: 'text',
  text: 'text',
};

/** `1.5` of a figure: the last or the best value. */
function metricKey(name: string, which: 'last' | 'best'): Key {
  const pick = (metrics: readonly Metric[]) => metrics.find((metric) => metric.name === name)?.value;
  return {
    label: which === 'best' ? `best:${name}` : name,
    kind: 'number',
    choices: [],
    // A figure without a better has no best value; its last one stands in.
    read: (run) => (which === 'best' ? (pick(run.best) ?? pick(run.metrics)) : pick(run.metrics)),
    metric: name,
  };
}

export type KeyAnswer = { readonly key: Key } | { readonly problem: string };

/** Finds what a word asks for, or says in one sentence why it cannot, with the nearest word. */
export function keyNamed(word: string, { metrics }: Vocabulary): KeyAnswer {
  const prefix = /^(best|last):(.*)$/i.exec(word);
  const name = prefix?.[2] ?? word;
  const lower = name.toLowerCase();
  const figures = [...new Set([...KNOWN_METRICS, ...metrics])];
  const figure = figures.find((other) => other.toLowerCase() === lower);
  if (prefix) {
    if (figure) return { key: metricKey(figure, prefix[1]?.toLowerCase() === 'best' ? 'best' : 'last') };
    const near = nearestName(lower, figures);
    return { problem: `no such figure as ${name || '(nothing)'}${near ? `, did you mean ${prefix[1]}:${near}?` : ''}` };
  }
  const own = byName.get(Object.hasOwn(RUN_ALIASES, lower) ? (RUN_ALIASES[lower] ?? lower) : lower);
  if (own) return { key: own };
  if (figure) return { key: metricKey(figure, 'last') };
  const setting = settingNamed(name);
  if (setting) {
    const { path, is } = setting;
    const read = (run: RunSummary): Value => {
      const value = settingOf(run.config, path);
      return Array.isArray(value) ? value.join('x') : (value as Value);
    };
    return { key: key(shortLabel(path), KIND_OF_SETTING[is.kind], read, is.kind === 'choice' ? is.choices : []) };
  }
  const several = ambiguousSettings(name);
  if (several.length > 0) return { problem: `${name} can be ${several.join(' or ')}; write one of them` };
  const near = nearestName(lower, keyWords({ metrics, tags: [] }));
  return { problem: `no such key as ${name}${near ? `, did you mean ${near}?` : ''}` };
}

/** `network.width` → `width` where that is enough to find it again. */
function shortLabel(path: string): string {
  const [head = path, last] = path.split('.');
  if (last === undefined) return path;
  if (settingNamed(head)?.path === path) return head;
  return settingNamed(last)?.path === path && !byName.has(last) ? last : path;
}

/** Every word that can stand before an operator. */
export function keyWords({ metrics }: Vocabulary): readonly string[] {
  return [...new Set([...RUN_KEYS.map(({ label }) => label), ...KNOWN_METRICS, ...metrics, ...settingWords()])];
}

/** Figures and tags of some runs. */
export function vocabularyOf(runs: readonly Pick<RunSummary, 'metrics' | 'tags'>[]): Vocabulary {
  const metrics = new Set<string>();
  const tags = new Set<string>();
  for (const run of runs) {
    for (const { name } of run.metrics) metrics.add(name);
    for (const tag of run.tags) tags.add(tag);
  }
  return { metrics: [...metrics].sort(), tags: [...tags].sort() };
}
