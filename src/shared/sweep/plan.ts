/** A sweep: one configuration varied over a grid, or over a list, of settings, and over seeds. */
import { type RunConfig, runConfigSchema } from '../model/run-config.ts';
import { type Setting, settingNamed } from '../query/config-paths.ts';
import { UserError } from '../result.ts';
import { requireSetting, settingText, withSetting } from './setting-value.ts';

/** One setting and the values it takes, as typed. */
export type SweepAxis = { readonly path: string; readonly values: readonly string[] };

export type SweepRequest = {
  readonly config: RunConfig;
  readonly axes: readonly SweepAxis[];
  /** `grid`: every value with every other; `list`: the first values together, then the second … */
  readonly shape: 'grid' | 'list';
  /** How many seeds each combination is trained with, counting up from the configuration's. */
  readonly seeds: number;
};

export type PlannedRun = { readonly name: string; readonly config: RunConfig };
export type SweepPlan = {
  /** Paths of what varies; `seed` too when there are several. */
  readonly axes: readonly string[];
  readonly runs: readonly PlannedRun[];
};

export const MOST_SWEEP_RUNS = 1000;
const LONGEST_NAME = 80;

/** How many runs the sweep has, without making them. */
export function sweepSize({ axes, shape, seeds }: Pick<SweepRequest, 'axes' | 'shape' | 'seeds'>): number {
  const counts = axes.map(({ values }) => values.length);
  const combinations = shape === 'list' ? (counts[0] ?? 1) : counts.reduce((product, count) => product * count, 1);
  return combinations * seeds;
}

/**
 * Every run of the sweep, checked. The last setting changes fastest, seeds fastest of all. Throws a UserError that says
 * which setting, value or combination is refused, before anything was started. `flag` begins its sentence.
 */
export function planSweep(base: string, request: SweepRequest, flag = '--set'): SweepPlan {
  const { config, axes, shape, seeds } = request;
  const settings = axes.map(({ path }) => requireSetting(path, flag));
  const paths = settings.map(({ path }) => path);
  checkAxes(request, paths, flag);
  const runs: PlannedRun[] = [];
  // What a coupling, a path, a source or a number of steps brings along gives way to what is set beside it, in whatever order they were given.
  const brings = (i: number) => (/\.(kind|name)$|^steps$/.test(paths[i] ?? '') ? 0 : 1);
  const order = settings.map((_, i) => i).sort((a, b) => brings(a) - brings(b));
  for (const choice of choicesOf(axes, shape)) {
    let varied = config;
    for (const i of order) varied = withSetting(varied, settings[i] as Setting, choice[i] ?? '', flag);
    const suffix = paths.map((path) => `${shortName(path)}${settingText(varied, path)}`);
    checkConfig(varied, suffix.join(', '), flag);
    for (let k = 0; k < seeds; k++) {
      const seeded = seeds === 1 ? varied : { ...varied, seed: varied.seed + k };
      if (k > 0) checkConfig(seeded, `seed ${seeded.seed}`, flag);
      runs.push({
        name: nameOf(base, [...suffix, ...(seeds === 1 ? [] : [`s${seeded.seed}`])], runs.length),
        config: seeded,
      });
    }
  }
  return { axes: seeds === 1 ? paths : [...paths, 'seed'], runs };
}

function checkAxes(request: SweepRequest, paths: readonly string[], flag: string): void {
  const { axes, shape, seeds } = request;
  const refuse = (why: string): never => {
    throw new UserError('bad-input', why);
  };
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) refuse(`${flag} ${twice} is given twice; give all its values at once.`);
  for (const { path, values } of axes) {
    if (values.length === 0 || values.some((value) => value === '')) refuse(`${flag} ${path}: a value is missing.`);
    if (new Set(values).size < values.length) refuse(`${flag} ${path}: a value is given twice.`);
  }
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SWEEP_RUNS) {
    refuse(`--seeds ${seeds}: must be a whole number from 1 to ${MOST_SWEEP_RUNS}.`);
  }
  if (axes.length === 0 && seeds === 1) refuse(`${flag}: nothing varies; give a setting with its values, or --seeds.`);
  if (seeds > 1 && paths.includes('seed')) refuse(`${flag} seed and --seeds both set the seeds: give one of them.`);
  const first = axes[0]?.values.length;
  const uneven = axes.find(({ values }) => values.length !== first);
  if (shape === 'list' && uneven) {
    refuse(`${flag} ${uneven.path} has ${uneven.values.length} values, but a list takes ${first} of each setting.`);
  }
  const size = sweepSize(request);
  if (size > MOST_SWEEP_RUNS)
    refuse(`The sweep has ${size} runs; the most is ${MOST_SWEEP_RUNS}. Give fewer values or seeds.`);
}

/** The values of every setting, one combination after the other. */
function choicesOf(axes: readonly SweepAxis[], shape: SweepRequest['shape']): readonly (readonly string[])[] {
  if (shape === 'list') {
    const length = axes[0]?.values.length ?? 1;
    return Array.from({ length }, (_, i) => axes.map(({ values }) => values[i] ?? ''));
  }
  let choices: readonly (readonly string[])[] = [[]];
  for (const { values } of axes) choices = choices.flatMap((choice) => values.map((value) => [...choice, value]));
  return choices;
}

function checkConfig(config: RunConfig, what: string, flag: string): void {
  const parsed = runConfigSchema.safeParse(config);
  if (parsed.success) return;
  const reason = parsed.error.issues.map(({ message }) => message).join(' ');
  throw new UserError('bad-input', what === '' ? reason : `${flag} ${what}: ${reason}`);
}

const SHORT: Readonly<Record<string, string>> = {
  'optimizer.learningRate': 'lr',
  'optimizer.weightDecay': 'wd',
  'data.name': '',
  'source.name': '',
  'coupling.kind': '',
  'path.kind': '',
  'network.width': 'w',
  'network.depth': 'd',
  'optimizer.kind': '',
  'network.activation': '',
  'network.form': '',
  'optimizer.schedule': '',
  'sampling.solver': '',
  model: '',
  batch: 'b',
  seed: 's',
};

/** What stands before a value in a name: nothing where the value says by itself what it is. */
function shortName(path: string): string {
  const known = SHORT[path];
  if (known !== undefined) return known;
  const last = path.split('.').at(-1) ?? path;
  return settingNamed(last)?.path === path ? last : path;
}

function nameOf(base: string, parts: readonly string[], index: number): string {
  const name = [base, ...parts].join('-');
  return name.length <= LONGEST_NAME ? name : `${base.slice(0, LONGEST_NAME - 5)}-${index + 1}`;
}
