import { expect, test } from 'vitest';
import { configFor } from '../shared/model/presets.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { pointFileFromBytes } from './import/point-file.ts';
import { openStudio } from './studio.ts';
import {
  addRun,
  ask,
  FAKE_ENGINE,
  isOver,
  temporaryFolder,
  testStore,
  testStudio,
  whenRun,
} from './testing/fixture.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const TABLE = `x,y,label\n${Array.from({ length: 300 }, (_, i) => `${i % 3},${i / 100},${i % 3}`).join('\n')}\n`;

function ownConfig(file: string, changes: Partial<RunConfig> = {}): Partial<RunConfig> {
  return {
    ...configFor('onehot', 'file', 'gaussian', 1),
    data: { name: 'file', params: {}, file },
    ...FAST,
    ...changes,
  };
}
const FAST = { dataSize: 300, steps: 100, snapshotEvery: 50, checkpointEvery: 25 };

test('a file is stored once under its content, listed, read back, and found again after a restart', async () => {
  const library = temporaryFolder();
  const studio = await openStudio({ library, engine: FAKE_ENGINE });
  const info = await ask(studio, 'data.import', { name: 'a.csv', bytes: bytesOf(TABLE), third: 'auto' });
  expect(info).toMatchObject({ name: 'a.csv', points: 300, classes: 3, hasColumn: false, cell: 0, runs: 0 });
  const again = await ask(studio, 'data.import', { name: 'b.txt', bytes: bytesOf(TABLE), third: 'auto' });
  expect(again).toEqual(info);
  await studio.close();
  const reopened = await testStudio({ library });
  expect(await ask(reopened, 'data.list', {})).toEqual([info]);
  expect(await ask(reopened, 'data.read', { hash: info.hash })).toEqual(pointFileFromBytes(bytesOf(TABLE), 'a.csv'));
});

test('a run learns a file, and its data are the rows, each once', async () => {
  const studio = await testStudio();
  const { hash } = await ask(studio, 'data.import', { name: 'a.csv', bytes: bytesOf(TABLE), third: 'auto' });
  const id = await addRun(studio, ownConfig(hash));
  const run = await whenRun(studio, id, isOver);
  expect(run.status).toBe('finished');
  const { points, labels } = await ask(studio, 'runs.data', { id, n: 300 });
  const rows = Array.from(
    labels,
    (label, i) => `${points[2 * i]} ${Math.round((points[2 * i + 1] as number) * 100)} ${label}`,
  );
  expect(new Set(rows).size).toBe(300);
});

test('a run with points that are not there, or that do not fit it, is refused and nothing is added', async () => {
  const studio = await testStudio();
  const add = (config: Partial<RunConfig>) =>
    studio.call('queue.add', {
      runs: [{ name: null, config: { ...configFor('onehot', 'ring', 'gaussian', 1), ...config } }],
      study: null,
    });
  const absent = await add(ownConfig('0'.repeat(64)));
  expect(absent).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/points that are not in this library/) },
  });
  const plain = await ask(studio, 'data.import', { name: 'p.csv', bytes: bytesOf('1,2\n3,4\n'), third: 'auto' });
  const classless = await add(ownConfig(plain.hash, { dataSize: 2, batch: 2 }));
  expect(classless).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/needs data with classes, but p\.csv has none/) },
  });
  const column = await add(ownConfig(plain.hash, { dataSize: 2, batch: 2, model: 'radius', continuous: 'column' }));
  expect(column).toMatchObject({ ok: false, error: { message: expect.stringMatching(/but p\.csv has none/) } });
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
});

test('a file that a run uses stays, even when the run is deleted; another one can go', async () => {
  const studio = await testStudio();
  const used = await ask(studio, 'data.import', { name: 'a.csv', bytes: bytesOf(TABLE), third: 'auto' });
  const free = await ask(studio, 'data.import', { name: 'f.csv', bytes: bytesOf('1,2\n'), third: 'auto' });
  const id = await addRun(studio, ownConfig(used.hash));
  await whenRun(studio, id, isOver);
  await ask(studio, 'runs.delete', { ids: [id] });
  const kept = await studio.call('data.delete', { hash: used.hash });
  expect(kept).toMatchObject({
    ok: false,
    error: { code: 'wrong-state', message: expect.stringMatching(/so it stays/) },
  });
  await ask(studio, 'data.delete', { hash: free.hash });
  expect((await ask(studio, 'data.list', {})).map(({ name }) => name)).toEqual(['a.csv']);
});

test('a wrong file is refused with its line and column, and the library stays as it was', async () => {
  const studio = await testStudio();
  const reply = await studio.call('data.import', { name: 'a.csv', bytes: bytesOf('1,2\n3,x\n'), third: 'auto' });
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'bad-input', message: 'a.csv: line 2, column 2: "x" is no number.' },
  });
  expect(await ask(studio, 'data.list', {})).toEqual([]);
});

test('damaged points are found when they are read', async () => {
  const store = await testStore();
  const file = pointFileFromBytes(bytesOf(TABLE), 'a.csv');
  store.pointFiles.write(file, 1);
  expect(store.pointFiles.read(file.hash)).toEqual(file);
  store.database.exec("UPDATE point_file_chunks SET bytes = zeroblob(length(bytes)) WHERE part = 'labels'");
  expect(() => store.pointFiles.read(file.hash)).toThrow(/The point file a\.csv is damaged/);
});
