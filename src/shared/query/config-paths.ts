/** Every setting of a configuration by its path (`optimizer.learningRate`), with what may stand there. */
import { DATASETS } from '../flow/datasets.ts';
import { configObject, type RunConfig } from '../model/config-object.ts';

export type SettingKind =
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'text' };

export type Setting = {
  readonly path: string;
  readonly is: SettingKind;
  /** True when it may be empty ("none"). */
  readonly nullable: boolean;
};

/** What is used here of a zod schema: enough to walk it. */
type Schema = {
  readonly def: { readonly type: string; readonly innerType?: Schema };
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
};

function kindOf({ def, options }: Schema): SettingKind | null {
  switch (def.type) {
    case 'number':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'yes-no' };
    case 'enum':
      return { kind: 'choice', choices: (options ?? []).map(String) };
    case 'array':
      return { kind: 'numbers' };
    case 'string':
      return { kind: 'text' };
    default:
      return null;
  }
}

function walk(schema: Schema, path: string): Setting[] {
  const { type, innerType } = schema.def;
  if (schema.shape) {
    const below = path === '' ? '' : `${path}.`;
    return Object.entries(schema.shape).flatMap(([key, inner]) => walk(inner, `${below}${key}`));
  }
  const wrapped = (type === 'nullable' || type === 'optional') && innerType ? innerType : null;
  const is = kindOf(wrapped ?? schema);
  return is === null ? [] : [{ path, is, nullable: wrapped !== null }];
}

const plain = walk(configObject as unknown as Schema, '');

/** Parameters of data, source and path stand directly below them: `data.modes`. */
const params = [...new Set(Object.values(DATASETS).flatMap(({ ranges }) => Object.keys(ranges)))].sort();
const free = params.map((name): Setting => ({ path: `data.${name}`, is: { kind: 'number' }, nullable: true }));

export const SETTINGS: readonly Setting[] = [...plain, ...free];

const byPath = new Map(SETTINGS.map((setting) => [setting.path.toLowerCase(), setting]));

/** Shorter words for settings that are asked for often. */
export const SETTING_ALIASES: Readonly<Record<string, string>> = {
  condition: 'model',
  data: 'data.name',
  source: 'source.name',
  base: 'source.name',
  path: 'path.kind',
  coupling: 'coupling.kind',
  network: 'network.form',
  optimizer: 'optimizer.kind',
  solver: 'sampling.solver',
  lr: 'optimizer.learningRate',
  wd: 'optimizer.weightDecay',
  guidance: 'guidance.weight',
  layers: 'network.depth',
};

/** The setting that a word names: a path, a short word, or the last part of a path when only one path ends so. */
export function settingNamed(word: string): Setting | null {
  const lower = word.toLowerCase().replaceAll('-', '');
  const alias = Object.hasOwn(SETTING_ALIASES, lower) ? SETTING_ALIASES[lower] : undefined;
  const exact = byPath.get((alias ?? lower).toLowerCase());
  if (exact) return exact;
  const ending = SETTINGS.filter(({ path }) => path.toLowerCase().endsWith(`.${lower}`));
  return ending.length === 1 ? (ending[0] ?? null) : null;
}

/** Paths that end in the word, when it is not clear which is meant: `epsilon` is one of Sinkhorn and one of Adam. */
export function ambiguousSettings(word: string): readonly string[] {
  const lower = word.toLowerCase().replaceAll('-', '');
  const ending = SETTINGS.filter(({ path }) => path.toLowerCase().endsWith(`.${lower}`)).map(({ path }) => path);
  return ending.length > 1 && settingNamed(word) === null ? ending : [];
}

/** The value at a path; `data.modes` looks into the parameters. Undefined when this configuration has no such thing. */
export function settingOf(config: RunConfig, path: string): unknown {
  const [head = '', tail] = path.split('.');
  const outer = (config as Readonly<Record<string, unknown>>)[head];
  if (tail === undefined) return outer;
  if (typeof outer !== 'object' || outer === null) return undefined;
  const record = outer as Readonly<Record<string, unknown>>;
  if (tail in record) return record[tail];
  const inner = record.params;
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[tail] : undefined;
}

/** Words by which settings can be asked for: short words, unique last parts and whole paths. */
export function settingWords(): readonly string[] {
  const short = SETTINGS.map(({ path }) => path.split('.').at(-1) ?? path).filter(
    (word) => settingNamed(word) !== null,
  );
  return [...new Set([...Object.keys(SETTING_ALIASES), ...short, ...SETTINGS.map(({ path }) => path)])];
}
