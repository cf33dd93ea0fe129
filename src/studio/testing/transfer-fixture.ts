/** Libraries with whole runs in them, for tests of exports and imports. */
import { parameterCount } from '../../shared/model/parameters.ts';
import type { RunId } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { newId } from '../new-runs.ts';
import type { StudioContext } from '../studio-context.ts';
import { FAKE_ENGINE, temporaryFolder, testConfig, testStore } from './fixture.ts';

/** A context on a library of its own; what it announces is thrown away. */
export async function testContext(now = 1000): Promise<StudioContext> {
  const store = await testStore(temporaryFolder(), now);
  return { store, engine: FAKE_ENGINE, owner: 'test', shownInstead: new Map(), announce: () => undefined };
}

export function smallConfig(changes: Partial<RunConfig> = {}): RunConfig {
  const config = testConfig(changes);
  return { ...config, network: { ...config.network, width: 5, depth: 1, timeWidth: 3, conditionWidth: 3 } };
}

/** Numbers whose bits a careless copy would change: tiny, huge, negative zero, and thirds. */
function awkward(length: number, seed: number): Float32Array {
  const special = [1e-42, -0, 3.4e38, 1 / 3, -1e-7];
  return Float32Array.from({ length }, (_, i) => special[(i + seed) % 5] ?? 0).map((value, i) => value / (i + 1));
}

type Wanted = {
  readonly name?: string;
  readonly config?: RunConfig;
  readonly study?: string | null;
  readonly sweepId?: string;
};

/** A finished run with two snapshots, two checkpoints, 300 losses with a gap, metrics with a NaN, tags and a note. */
export function storeRun({ store }: StudioContext, wanted: Wanted = {}): RunId {
  const { name = 'first', config = smallConfig(), study = null, sweepId = null } = wanted;
  const id = newId();
  const count = parameterCount(config);
  let studyId: string | null = null;
  if (study !== null) {
    studyId = store.studies.named(study)?.id ?? newId();
    if (store.studies.read(studyId) === null)
      store.studies.insert({ id: studyId, name: study, preset: null, createdAt: 5 });
  }
  const identity = { id, name, studyId, sweepId, slot: 1, config } as const;
  store.runs.insert({ ...identity, parameterCount: count, owner: 'test', createdAt: 12 });
  store.losses.write(id, 0, awkward(200, 1), 1234.5);
  store.losses.write(id, 260, awkward(40, 2), 2345.25);
  store.metrics.write(id, [
    { name: 'w2', step: 50, value: 0.1 + 0.2, n: 256, floor: 0.07 },
    { name: 'w2', step: 100, value: Number.NaN, n: 256, floor: null },
  ]);
  for (const step of [50, 100]) {
    store.snapshots.write(id, {
      step,
      parameters: awkward(count, step),
      trajectories: {
        frames: awkward(3 * 4 * 2, step),
        frameCount: 3,
        particleCount: 4,
        times: Float32Array.of(0, 0.5, 1),
        conditions: Float32Array.of(0, 1, 2, 3),
      },
    });
    store.checkpoints.write(id, { step, parameters: awkward(count, step), moments: awkward(2 * count, step) });
  }
  store.runs.update(id, {
    ...{ status: 'finished', outcome: 'finished', reason: null, step: 300, owner: null, position: null },
    ...{ startedAt: 20, finishedAt: 40, durationMs: 12.5, metrics: store.metrics.latest(id) },
    ...{ tags: ['paper', 'ünïcode'], note: '# Note\n"quoted"', pinned: true },
    backend: { kind: 'native-cpu', version: 'TensorFlow 2.21.0', device: 'CPU, 2 threads', why: 'No GPU.' },
    versions: { app: '0.1.0', node: '24.0.0', sqlite: '3.54.1' },
  });
  return id;
}

/** Everything recorded of a run, arrays as their exact bits. */
export function contentOf({ store }: StudioContext, id: RunId): unknown {
  const bits = (values: Float32Array) =>
    Buffer.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).toString('hex');
  const summary = store.runs.read(id)?.summary;
  return {
    summary: { ...summary, slot: 0, studyId: null },
    provenance: store.provenance.read(id),
    losses: bits(store.losses.read(id, 0).values),
    metrics: store.metrics.all(id),
    snapshots: store.snapshots.steps(id).map((step) => {
      const snapshot = store.snapshots.read(id, step);
      const { frames, times, conditions } = snapshot?.trajectories ?? {};
      return [step, ...[frames, times, conditions, snapshot?.parameters].map((array) => array && bits(array))];
    }),
    checkpoints: store.checkpoints.steps(id).map((step) => {
      const checkpoint = store.checkpoints.read(id, step);
      return [step, checkpoint && bits(checkpoint.parameters), checkpoint && bits(checkpoint.moments)];
    }),
  };
}
