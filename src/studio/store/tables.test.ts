import { expect, test } from 'vitest';
import { RandomStream } from '../../shared/flow/random.ts';
import type { Checkpoint, Metric } from '../../shared/model/records.ts';
import { fakeSnapshot } from '../testing/fake-values.ts';
import { temporaryFolder, testConfig, testStore } from '../testing/fixture.ts';
import { ChecksumError } from './bytes.ts';
import { CHUNK_BYTES } from './chunks.ts';
import { BLOCK_STEPS } from './losses.ts';
import type { Store } from './store.ts';

async function storeWithRun(id = 'r1'): Promise<Store> {
  const store = await testStore();
  addRun(store, id);
  return store;
}

function addRun(store: Store, id: string): void {
  const rest = { studyId: null, config: testConfig(), parameterCount: 7, owner: 'me', createdAt: 5 };
  store.runs.insert({ id, name: `run ${id}`, slot: 3, ...rest });
}

const ramp = (length: number, from = 0) => Float32Array.from({ length }, (_, i) => from + i);

test('a run comes back as it was written', async () => {
  const store = await storeWithRun();
  const backend = { kind: 'native-cpu', version: 'TensorFlow 2', device: 'CPU', why: 'No GPU.' } as const;
  const metrics: Metric[] = [{ name: 'w2', step: 5, value: Number.NaN, n: 10, floor: null }];
  store.runs.update('r1', { status: 'training', step: 12, backend, metrics, sparkline: [1, 2.5], startedAt: 9 });
  const run = store.runs.read('r1');
  expect(run?.owner).toBe('me');
  expect(run?.summary).toMatchObject({
    id: 'r1',
    slot: 3,
    config: testConfig(),
    status: 'training',
    step: 12,
    startedAt: 9,
    finishedAt: null,
    backend,
    metrics,
    sparkline: [1, 2.5],
    parameterCount: 7,
  });
  expect(store.runs.read('none')).toBeNull();
});

test('a damaged configuration takes its run out of the list, not the list away', async () => {
  const store = await storeWithRun();
  addRun(store, 'r2');
  store.database.exec(`UPDATE runs SET config = replace(config, '"seed":1', '"seed":2') WHERE id = 'r1'`);
  expect(store.runs.list().map((run) => run.id)).toEqual(['r2']);
  expect(store.runs.damaged()).toEqual(['run r1']);
  expect(() => store.runs.read('r1')).toThrow(ChecksumError);
});

test('losses merge over block borders, and replayed steps take the place of the same steps', async () => {
  const store = await storeWithRun();
  const all = ramp(3 * BLOCK_STEPS + 40);
  for (let at = 0; at < all.length; at += 37) store.losses.write('r1', at, all.slice(at, at + 37), at + 37);
  expect(store.losses.read('r1', 0).values).toEqual(all);
  store.losses.write('r1', 250, all.slice(250, 600), 2000);
  expect(store.losses.read('r1', 0).values).toEqual(all);
  expect(store.losses.read('r1', 300)).toEqual({ firstStep: 300, values: all.slice(300) });
  expect(store.losses.read('r1', 5000).values).toHaveLength(0);
  const times = store.losses.clock('r1');
  // What was taken before the replay, and has not been replayed, is older than it.
  expect(times).toEqual([256, 512, 768].map((steps) => ({ steps, elapsedMs: 2000 })));
  store.losses.write('r1', 600, all.slice(600), 3000);
  expect(store.losses.clock('r1').map(({ steps, elapsedMs }) => [steps, elapsedMs])).toEqual([
    [256, 2000],
    [512, 2000],
    [768, 3000],
    [808, 3000],
  ]);
});

test('steps never recorded are NaN, not zero', async () => {
  const store = await storeWithRun();
  store.losses.write('r1', 300, ramp(3), null);
  const { values } = store.losses.read('r1', 298);
  expect(Array.from(values)).toEqual([Number.NaN, Number.NaN, 0, 1, 2]);
});

test('metrics keep their n, floor and NaN, and the latest of each name is found', async () => {
  const store = await storeWithRun();
  const at = (step: number, value: number): Metric => ({ name: 'w2', step, value, n: 256, floor: 0.1 });
  store.metrics.write('r1', [at(0, 5), at(50, 3), { name: 'share', step: 0, value: Number.NaN, n: 9, floor: null }]);
  store.metrics.write('r1', [at(50, 4)]);
  expect(store.metrics.all('r1')).toHaveLength(3);
  expect(store.metrics.latest('r1')).toEqual([
    { name: 'share', step: 0, value: Number.NaN, n: 9, floor: null },
    at(50, 4),
  ]);
  store.database.exec("UPDATE metrics SET value = 3.5 WHERE name = 'w2' AND step = 50");
  expect(() => store.metrics.at('r1', 50)).toThrow(ChecksumError);
});

test('a snapshot larger than a chunk comes back bit for bit', async () => {
  const store = await storeWithRun();
  const snapshot = { ...fakeSnapshot(50), parameters: ramp(CHUNK_BYTES / 2, 0.5) };
  store.snapshots.write('r1', fakeSnapshot(50));
  store.snapshots.write('r1', snapshot);
  expect(store.snapshots.read('r1', 50)).toEqual(snapshot);
  expect(store.snapshots.parameters('r1', 50)).toEqual(snapshot.parameters);
  expect(store.snapshots.steps('r1')).toEqual([50]);
  expect(store.snapshots.read('r1', 51)).toBeNull();
  expect(store.database.prepare('SELECT max(length(bytes)) FROM snapshot_chunks').pluck().get()).toBe(CHUNK_BYTES);
});

test('a lost or swapped chunk is damage like a flipped bit', async () => {
  const store = await storeWithRun();
  store.snapshots.write('r1', { ...fakeSnapshot(50), parameters: new Float32Array(CHUNK_BYTES) });
  store.database.exec("DELETE FROM snapshot_chunks WHERE part = 'parameters' AND position = 3");
  expect(() => store.snapshots.parameters('r1', 50)).toThrow(ChecksumError);
});

const checkpoint = (step: number): Checkpoint => ({ step, parameters: ramp(500, step), moments: ramp(1000, -step) });

test('the newest two checkpoints are kept, by age', async () => {
  const store = await storeWithRun();
  for (const step of [25, 50, 75]) store.checkpoints.write('r1', checkpoint(step));
  expect(store.checkpoints.steps('r1')).toEqual([75, 50]);
  expect(store.checkpoints.newest('r1')).toEqual({ checkpoint: checkpoint(75), damaged: [] });
  // Training that had to go back to step 50 writes lower steps again.
  store.checkpoints.write('r1', checkpoint(60));
  expect(store.checkpoints.newest('r1').checkpoint?.step).toBe(60);
});

test('1,000 bit flips in a checkpoint: every one is found and the previous checkpoint used', async () => {
  const store = await storeWithRun();
  store.checkpoints.write('r1', checkpoint(25));
  store.checkpoints.write('r1', checkpoint(50));
  type Chunk = { rowid: number; bytes: Buffer };
  const chunks = store.database
    .prepare<[], Chunk>(
      `SELECT rowid, bytes FROM checkpoint_chunks
       WHERE owner_id = (SELECT id FROM checkpoints WHERE step = 50) ORDER BY rowid`,
    )
    .all();
  const put = store.database.prepare<[Buffer, number]>('UPDATE checkpoint_chunks SET bytes = ? WHERE rowid = ?');
  const random = new RandomStream(6, 'evaluation');
  let found = 0;
  for (let flip = 0; flip < 1000; flip++) {
    const chunk = chunks[random.integer(chunks.length)] as Chunk;
    const bytes = Buffer.from(chunk.bytes);
    const bit = random.integer(bytes.length * 8);
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    put.run(bytes, chunk.rowid);
    const { checkpoint: used, damaged } = store.checkpoints.newest('r1');
    if (damaged[0] === 50 && used?.step === 25) found++;
    put.run(chunk.bytes, chunk.rowid);
  }
  console.info(`bit flips in a checkpoint: ${found} of 1000 found, previous checkpoint used each time`);
  expect(found).toBe(1000);
  expect(store.checkpoints.newest('r1')).toEqual({ checkpoint: checkpoint(50), damaged: [] });
});

test('settings and the event log remember', async () => {
  const store = await storeWithRun();
  expect(store.settings.read('speed')).toBeNull();
  store.settings.write('speed', { rate: 1 });
  store.settings.write('speed', { rate: 2 });
  expect(store.settings.read('speed')).toEqual({ rate: 2 });
  store.events.write('created', 'r1', 'first');
  expect(store.events.ofRun('r1')).toEqual([{ at: 1000, runId: 'r1', kind: 'created', detail: 'first' }]);
});

test('deleted runs wait in the trash until it is emptied on purpose', async () => {
  const store = await storeWithRun();
  store.studies.insert({ id: 's', name: 'empty', preset: null, createdAt: 1 });
  store.losses.write('r1', 0, ramp(10), 5);
  store.runs.update('r1', { deletedAt: 7 });
  addRun(store, 'r2');
  addRun(store, 'r3');
  store.runs.update('r3', { deletedAt: 8 });
  store.tidy();
  expect(store.runs.trash().map((run) => run.summary.id)).toEqual(['r3', 'r1']);
  // A run that is not in the trash is never removed.
  expect(store.emptyTrash(['r1', 'r2', 'none'])).toBe(1);
  expect(store.runs.read('r1')).toBeNull();
  expect(store.studies.read('s')).toBeNull();
  expect(store.losses.read('r1', 0).values).toHaveLength(0);
  expect(store.runs.list().map((run) => run.id)).toEqual(['r2']);
  expect(store.emptyTrash(null)).toBe(1);
  expect(store.runs.trash()).toEqual([]);
});

test('tags, note, pin and archive come back as they were written', async () => {
  const store = await storeWithRun();
  expect(store.runs.read('r1')?.summary).toMatchObject({ tags: [], note: '', pinned: false, archivedAt: null });
  const said = { tags: ['a b', 'paper'], note: '# Why\n*this*', pinned: true, archivedAt: 5 };
  store.runs.update('r1', said);
  expect(store.runs.list()[0]).toMatchObject(said);
  store.runs.update('r1', { pinned: false, archivedAt: null });
  expect(store.runs.list()[0]).toMatchObject({ ...said, pinned: false, archivedAt: null });
});

test('a list read before is read again only where a run changed, by whichever connection', async () => {
  const folder = temporaryFolder();
  const [store, other] = [await testStore(folder), await testStore(folder)];
  addRun(store, 'r1');
  addRun(store, 'r2');
  const before = store.runs.list();
  expect(store.runs.list()[0]).toBe(before[0]);
  other.runs.update('r1', { step: 1 });
  // The clock of these stores stands still: the change is seen by its revision, not by its time.
  other.runs.update('r1', { step: 2 });
  const after = store.runs.list();
  expect(after[0]?.step).toBe(2);
  expect(after[1]).toBe(before[1]);
});

test('the best figures of a library without them are worked out at opening', async () => {
  const folder = temporaryFolder();
  const store = await testStore(folder);
  addRun(store, 'r1');
  const at = (step: number, value: number): Metric => ({ name: 'w2', step, value, n: 256, floor: null });
  store.metrics.write('r1', [at(1, 3), at(2, 1), at(3, 2)]);
  expect((await testStore(folder)).runs.list()[0]?.best).toEqual([at(2, 1)]);
});

test('a full disk refuses a write whole and says so', async () => {
  const store = await storeWithRun();
  store.database.pragma(`max_page_count = ${Number(store.database.pragma('page_count', { simple: true })) + 2}`);
  const write = () =>
    store.durably(() => store.snapshots.write('r1', { ...fakeSnapshot(1), parameters: ramp(50_000) }));
  expect(write).toThrow(/full/);
  expect(store.snapshots.steps('r1')).toEqual([]);
  store.database.pragma('max_page_count = 1000000');
  write();
  expect(store.snapshots.read('r1', 1)?.parameters).toHaveLength(50_000);
});

test('10,000 runs are listed', async () => {
  const store = await testStore();
  const metrics: Metric[] = Array.from({ length: 8 }, (_, i) => ({
    name: `metric${i}`,
    step: 100,
    value: i,
    n: 1000,
    floor: 0.1,
  }));
  store.atomically(() => {
    for (let i = 0; i < 10_000; i++) {
      addRun(store, `run-${i}`);
      store.runs.update(`run-${i}`, { metrics, sparkline: metrics.map((metric) => metric.value) });
    }
  });
  const begin = performance.now();
  const list = store.runs.list();
  console.info(`listing 10,000 runs took ${(performance.now() - begin).toFixed(0)} ms`);
  expect(list).toHaveLength(10_000);
  expect(list[9_999]?.metrics).toHaveLength(8);
});
