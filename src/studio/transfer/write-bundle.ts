/** Runs as one file: `streamline.json` and the arrays it names, in a zip archive. */
import manifest from '../../../package.json' with { type: 'json' };
import { configObject, type RunConfig } from '../../shared/model/config-object.ts';
import type { Metric, RunId, RunSummary, StudyId } from '../../shared/model/records.ts';
import { ChecksumError } from '../store/bytes.ts';
import { type StudioContext, visibleRun } from '../studio-context.ts';
import { ArrayWriter } from './array-file.ts';
import { addPointFiles } from './bundled-points.ts';
import { type BundledRun, FORMAT, FORMAT_VERSION, MANIFEST_PATH, type Manifest } from './manifest.ts';
import { zipOf } from './zip.ts';

export type WrittenBundle = { readonly bytes: Uint8Array; readonly notes: readonly string[] };

/** A bundle of these runs, and of the runs that made their pairs: without a teacher a reflow run could not be replayed. */
export function writeBundle(context: StudioContext, ids: readonly RunId[]): WrittenBundle {
  const runs = withTeachers(context, ids);
  const arrays = new ArrayWriter();
  const notes: string[] = [];
  if (runs.length > ids.length) {
    const added = runs.slice(ids.length).map(({ name }) => name);
    notes.push(`${added.join(', ')} went along: the other runs were trained on their pairs.`);
  }
  const contents: Manifest = {
    format: FORMAT,
    version: FORMAT_VERSION,
    app: manifest.version,
    createdAt: Math.max(...runs.map(({ createdAt }) => createdAt)),
    studies: studiesOf(context, runs),
    sweeps: sweepsOf(context, runs),
    runs: runs.map((run, place) => bundled(context, run, place, arrays, notes)),
    pointFiles: addPointFiles(context.store, runs, arrays, notes),
  };
  const json = new TextEncoder().encode(JSON.stringify(contents, null, 1));
  return { bytes: zipOf([{ path: MANIFEST_PATH, bytes: json }, ...arrays.files]), notes };
}

function withTeachers(context: StudioContext, ids: readonly RunId[]): RunSummary[] {
  const runs = [...new Set(ids)].map((id) => visibleRun(context, id));
  for (const { config } of runs) {
    const { teacher } = config.coupling;
    // The list grows while it is walked, so a teacher's own teacher comes too.
    if (teacher === null || runs.some(({ id }) => id === teacher)) continue;
    const found = context.store.runs.read(teacher);
    if (found) runs.push(found.summary);
  }
  return runs;
}

function studiesOf({ store }: StudioContext, runs: readonly RunSummary[]): Manifest['studies'] {
  const ids = new Set(runs.flatMap(({ studyId }): StudyId[] => (studyId === null ? [] : [studyId])));
  return [...ids].flatMap((id) => store.studies.read(id) ?? []);
}

function sweepsOf({ store }: StudioContext, runs: readonly RunSummary[]): Manifest['sweeps'] {
  const ids = new Set(runs.map(({ sweepId }) => sweepId));
  return store.sweeps
    .list()
    .filter(({ id }) => ids.has(id))
    .map((sweep) => ({ ...sweep, axes: [...sweep.axes] }));
}

function bundled(
  { store }: StudioContext,
  run: RunSummary,
  place: number,
  arrays: ArrayWriter,
  notes: string[],
): BundledRun {
  const { id } = run;
  const folder = `runs/${place}`;
  /** A damaged piece is left out and told, so that the rest can leave a failing disk. */
  const sound = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      notes.push(`${run.name}: ${error.subject} is damaged and was left out.`);
      return null;
    }
  };
  const losses = sound(() => store.losses.read(id, 0).values);
  const clock = losses === null ? [] : store.losses.clock(id);
  const snapshots = store.snapshots.steps(id).flatMap((step) => {
    const snapshot = sound(() => store.snapshots.read(id, step));
    if (!snapshot) return [];
    const { frames, frameCount, particleCount, times, conditions } = snapshot.trajectories;
    const at = (part: string) => `${folder}/snapshots/${step}/${part}.npy`;
    return {
      step,
      frames: arrays.add(at('frames'), [frameCount, particleCount, 2], frames),
      times: arrays.add(at('times'), [times.length], times),
      conditions: arrays.add(at('conditions'), [conditions.length], conditions),
      parameters: arrays.add(at('parameters'), [snapshot.parameters.length], snapshot.parameters),
    };
  });
  const checkpoints = store.checkpoints
    .steps(id)
    .reverse()
    .flatMap((step) => {
      const checkpoint = sound(() => store.checkpoints.read(id, step));
      if (!checkpoint) return [];
      const at = (part: string) => `${folder}/checkpoints/${step}/${part}.npy`;
      const { parameters, moments } = checkpoint;
      return {
        step,
        parameters: arrays.add(at('parameters'), [parameters.length], parameters),
        moments: arrays.add(at('moments'), [moments.length], moments),
      };
    });
  const { versions, outcome } = store.provenance.read(id);
  const { name, config, status, reason, step, parameterCount, createdAt, startedAt, finishedAt, durationMs } = run;
  return {
    ...{
      id,
      name,
      study: run.studyId,
      sweep: run.sweepId,
      config: inOrder(config),
      status,
      outcome,
      reason,
      step,
      parameterCount,
    },
    ...{ createdAt, startedAt, finishedAt, durationMs, backend: run.backend, versions },
    ...{ tags: [...run.tags], note: run.note, pinned: run.pinned, archivedAt: run.archivedAt },
    metrics: (sound(() => store.metrics.all(id)) ?? []).map(bundledMetric),
    losses: losses === null || losses.length === 0 ? null : arrays.add(`${folder}/losses.npy`, [losses.length], losses),
    clock:
      clock.length === 0
        ? null
        : arrays.add(
            `${folder}/clock.npy`,
            [clock.length, 2],
            Float32Array.from(clock.flatMap(({ steps, elapsedMs }) => [steps, elapsedMs])),
          ),
    snapshots,
    checkpoints,
  };
}

/** Keys in the schema's order, so that a configuration makes the same bytes whoever stored it. */
function inOrder(config: RunConfig): RunConfig {
  const parsed = configObject.safeParse(config);
  return parsed.success ? parsed.data : config;
}

function bundledMetric({ name, step, value, n, floor }: Metric): BundledRun['metrics'][number] {
  return { name, step, value: Number.isNaN(value) ? null : infinityAsText(value), n, floor };
}

function infinityAsText(value: number): number | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value;
  return value > 0 ? 'Infinity' : '-Infinity';
}
