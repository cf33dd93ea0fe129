/** A bundle's bytes back to runs, every array checked against its checksum. Nothing is stored here. */
import type { PointFile } from '../../shared/flow/point-file.ts';
import { completeConfig, type StoredConfig } from '../../shared/model/config-defaults.ts';
import { parameterCount } from '../../shared/model/parameters.ts';
import type { Checkpoint, LossClock, Metric, Snapshot } from '../../shared/model/records.ts';
import { type RunConfig, runConfigSchema } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { BLOCK_STEPS } from '../store/losses.ts';
import { type ArrayEntry, readArray } from './array-file.ts';
import { readPointFiles } from './bundled-points.ts';
import { type BundledRun, MANIFEST_PATH, type Manifest, MOST_MANIFEST_BYTES, parseManifest } from './manifest.ts';
import { unzipChecked } from './zip.ts';

export type ReadRun = {
  readonly about: BundledRun;
  readonly config: RunConfig;
  readonly metrics: readonly Metric[];
  readonly losses: Float32Array | null;
  readonly clock: LossClock;
  readonly snapshots: readonly Snapshot[];
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
};
export type ReadBundle = {
  readonly studies: Manifest['studies'];
  readonly sweeps: Manifest['sweeps'];
  readonly runs: readonly ReadRun[];
  readonly points: readonly PointFile[];
};

/** Throws a `UserError` that names what is wrong with the file. `name` is what the user calls it. */
export function readBundle(name: string, bytes: Uint8Array): ReadBundle {
  const head = unzipChecked(name, bytes, (path) => path === MANIFEST_PATH, MOST_MANIFEST_BYTES);
  const manifest = parseManifest(name, head.get(MANIFEST_PATH));
  const refuse = (why: string) =>
    new UserError('bad-input', `${name} was not imported: ${why}. The library is unchanged.`);
  const ids = new Set(manifest.runs.map(({ id }) => id));
  if (ids.size < manifest.runs.length) throw refuse('two of its runs have the same id');
  const sweepIds = new Set(manifest.sweeps.map(({ id }) => id));
  if (sweepIds.size < manifest.sweeps.length) throw refuse('two of its sweeps have the same id');
  const files = unzipChecked(name, bytes, (path) => path !== MANIFEST_PATH);
  const points = readPointFiles(name, files, manifest);
  const array = (entry: ArrayEntry) => readArray(name, files, entry);
  const runs = manifest.runs.map((about): ReadRun => {
    if (about.study !== null && !manifest.studies.some(({ id }) => id === about.study)) {
      throw refuse(`${about.name} belongs to a study that is not in the file`);
    }
    if (about.sweep !== null && !sweepIds.has(about.sweep)) {
      throw refuse(`${about.name} belongs to a sweep that is not in the file`);
    }
    const config = configOf(about, refuse);
    const expected = parameterCount(config);
    const parameters = (entry: ArrayEntry): Float32Array => {
      if (entry.shape.length === 1 && entry.shape[0] === expected) return array(entry);
      throw refuse(`${entry.path} has shape [${entry.shape.join(', ')}], but the network has ${expected} parameters`);
    };
    return {
      about,
      config,
      metrics: about.metrics.map((metric) => ({ ...metric, value: Number(metric.value ?? Number.NaN) })),
      losses: about.losses === null ? null : array(about.losses),
      clock: about.clock === null ? [] : clockOf(about.clock, about.losses?.shape[0] ?? 0, array, refuse),
      snapshots: about.snapshots.map((entry) => snapshotOf(entry, array, parameters, refuse)),
      checkpoints: about.checkpoints.map(({ step, ...entry }) => ({
        step,
        parameters: parameters(entry.parameters),
        moments: array(entry.moments),
      })),
    };
  });
  return { studies: manifest.studies, sweeps: manifest.sweeps, runs, points };
}

type Refuse = (why: string) => UserError;

function configOf({ name, config }: BundledRun, refuse: Refuse): RunConfig {
  const parsed = runConfigSchema.safeParse(completed(config));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? `${issue.path.map(String).join('.')}: ` : '';
  throw refuse(`the settings of ${name} are not allowed (${place}${issue?.message ?? 'not as expected'})`);
}

/** What an older version left out; what is no object at all is the schema's to refuse. */
function completed(config: Record<string, unknown>): unknown {
  const parts = ['path', 'coupling', 'network', 'optimizer', 'sampling'] as const;
  if (parts.some((part) => typeof config[part] !== 'object' || config[part] === null)) return config;
  return completeConfig(config as unknown as StoredConfig);
}

/** Times of at most one point a stored block of losses; both columns rise. */
function clockOf(
  entry: ArrayEntry,
  losses: number,
  array: (entry: ArrayEntry) => Float32Array,
  refuse: Refuse,
): LossClock {
  const [rows = 0, width] = entry.shape;
  if (entry.shape.length !== 2 || width !== 2 || rows > Math.ceil(losses / BLOCK_STEPS)) {
    throw refuse(`${entry.path} holds no times of ${losses} steps`);
  }
  const values = array(entry);
  const clock: { steps: number; elapsedMs: number }[] = [];
  for (let i = 0; i < rows; i++) {
    const [steps, elapsedMs] = [values[2 * i] as number, values[2 * i + 1] as number];
    const before = clock.at(-1) ?? { steps: 0, elapsedMs: 0 };
    const rises = Number.isInteger(steps) && steps > before.steps && elapsedMs >= before.elapsedMs;
    if (!rises || !Number.isFinite(elapsedMs)) throw refuse(`${entry.path} holds no times of steps`);
    clock.push({ steps, elapsedMs });
  }
  return clock;
}

function snapshotOf(
  entry: BundledRun['snapshots'][number],
  array: (entry: ArrayEntry) => Float32Array,
  parameters: (entry: ArrayEntry) => Float32Array,
  refuse: Refuse,
): Snapshot {
  const [frameCount = 0, particleCount = 0, width] = entry.frames.shape;
  const fits =
    entry.frames.shape.length === 3 &&
    width === 2 &&
    entry.times.shape.join() === String(frameCount) &&
    entry.conditions.shape.join() === String(particleCount);
  if (!fits) throw refuse(`the arrays of the snapshot at step ${entry.step} do not fit each other`);
  const trajectories = {
    frames: array(entry.frames),
    frameCount,
    particleCount,
    times: array(entry.times),
    conditions: array(entry.conditions),
  };
  return { step: entry.step, trajectories, parameters: parameters(entry.parameters) };
}
