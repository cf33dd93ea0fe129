import { expect, test } from 'vitest';
import type { PointFile } from '../../shared/flow/point-file.ts';
import { hashOfPoints } from '../import/hash.ts';
import { contentOf, smallConfig, storeRun, testContext } from '../testing/transfer-fixture.ts';
import { importBundle } from './import-bundle.ts';
import { writeBundle } from './write-bundle.ts';
import { unzipChecked, zipOf } from './zip.ts';

test('a run comes out of a bundle bit for bit, with its id, name, tags, note and versions', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const id = storeRun(here, { study: 'sweep of rates' });
  const { bytes, notes } = writeBundle(here, [id]);
  expect(notes).toEqual([]);
  const imported = importBundle(there, 'x.streamline', bytes);
  expect(imported).toEqual({ runIds: [id], studyName: 'sweep of rates', notes: [] });
  // `best` is worked out from the metrics; the fixture leaves it empty.
  const best = [{ name: 'w2', step: 50, value: 0.1 + 0.2, n: 256, floor: 0.07 }];
  const sparkline = expect.any(Array);
  const before = contentOf(here, id) as { summary: object };
  expect(contentOf(there, id)).toEqual({ ...before, summary: { ...before.summary, best, sparkline } });
  expect(there.store.runs.read(id)?.summary.studyName).toBe('sweep of rates');
});

test('the same runs make the same bytes, also after a journey through another library', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const ids = [storeRun(here, { name: 'a', study: 's' }), storeRun(here, { name: 'b', study: 's' })];
  const { bytes } = writeBundle(here, ids);
  expect(Buffer.from(writeBundle(here, ids).bytes).equals(bytes)).toBe(true);
  importBundle(there, 'x', bytes);
  expect(Buffer.from(writeBundle(there, ids).bytes).equals(bytes)).toBe(true);
});

test('what is taken already gives way: new ids, freed names, one study', async () => {
  const here = await testContext();
  const id = storeRun(here, { name: 'a', study: 's' });
  const before = contentOf(here, id);
  const { bytes } = writeBundle(here, [id]);
  const { runIds, notes } = importBundle(here, 'x', bytes);
  expect(runIds[0]).not.toBe(id);
  expect(here.store.runs.list().map(({ name, studyName }) => [name, studyName])).toEqual([
    ['a', 's'],
    ['a-2', 's'],
  ]);
  expect(notes.join(' ')).toMatch(/a got a new id.*a is called a-2 here/);
  expect(contentOf(here, id)).toEqual(before);
});

test('another study of the same name makes the imported one give way', async () => {
  const [here, there] = [await testContext(), await testContext()];
  storeRun(there, { name: 'other', study: 's' });
  importBundle(there, 'x', writeBundle(here, [storeRun(here, { name: 'a', study: 's' })]).bytes);
  expect(there.store.runs.list().map(({ studyName }) => studyName)).toEqual(['s', 's-2']);
});

test('a teacher goes along, and its pupil still knows it under a new id', async () => {
  const here = await testContext();
  const teacher = storeRun(here, { name: 'teacher' });
  const base = smallConfig();
  const config = { ...base, coupling: { ...base.coupling, kind: 'reflow' as const, teacher } };
  const pupil = storeRun(here, { name: 'pupil', config });
  const { bytes, notes } = writeBundle(here, [pupil]);
  expect(notes).toEqual([expect.stringMatching(/^teacher went along/)]);
  const { runIds } = importBundle(here, 'x', bytes);
  const [newPupil = '', newTeacher = ''] = runIds;
  expect(here.store.runs.read(newPupil)?.summary.config.coupling.teacher).toBe(newTeacher);
  expect(newTeacher).not.toBe(teacher);
});

test('a run that was still training is interrupted elsewhere, and can be resumed', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const id = storeRun(here);
  here.store.runs.update(id, { status: 'training', owner: 'test' });
  const { notes } = importBundle(there, 'x', writeBundle(here, [id]).bytes);
  expect(there.store.runs.read(id)).toMatchObject({ owner: null, summary: { status: 'interrupted' } });
  expect(notes.join()).toMatch(/had not ended/);
});

test('a damaged snapshot is left out and told; the rest leaves', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const id = storeRun(here);
  here.store.database.exec("UPDATE snapshot_chunks SET bytes = x'00000000' WHERE part = 'frames' AND owner_id = 1");
  const { bytes, notes } = writeBundle(here, [id]);
  expect(notes).toEqual(['first: the snapshot of step 50 is damaged and was left out.']);
  importBundle(there, 'x', bytes);
  expect(there.store.snapshots.steps(id)).toEqual([100]);
});

test('own points travel with the run, and others under their name are refused', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const points = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
  const content = { points, labels: Int32Array.from({ length: 20 }, (_, i) => i % 3), column: null, cell: 0 };
  const file: PointFile = { hash: hashOfPoints(content), name: 'mine.csv', ...content };
  here.store.pointFiles.write(file, 1);
  const base = smallConfig({ model: 'unconditional', dataSize: 20, batch: 10 });
  const id = storeRun(here, { config: { ...base, data: { name: 'file', params: {}, file: file.hash } } });
  const { bytes, notes } = writeBundle(here, [id]);
  expect(notes).toEqual([]);
  importBundle(there, 'x', bytes);
  expect(there.store.pointFiles.read(file.hash)).toEqual(file);
  const other = rewritten(bytes, ({ pointFiles }) => Object.assign((pointFiles as object[])[0] ?? {}, { cell: 1 }));
  expect(() => importBundle(there, 'x', other)).toThrow(/“mine.csv” are not those that their hash names/);
});

/** A bundle with another table of contents. */
function rewritten(bytes: Uint8Array, change: (contents: Record<string, unknown>) => void): Uint8Array {
  const files = unzipChecked('x', bytes, () => true);
  const contents = JSON.parse(new TextDecoder().decode(files.get('streamline.json')));
  change(contents);
  const json = new TextEncoder().encode(JSON.stringify(contents));
  return zipOf([...files].map(([path, old]) => ({ path, bytes: path === 'streamline.json' ? json : old })));
}

const PLAN = { id: 'sweep1', name: 'rates', axes: ['optimizer.learningRate', 'seed'], createdAt: 4 };

test('a sweep travels whole with its plan, and another library knows its runs as one', async () => {
  const [here, there] = [await testContext(), await testContext()];
  here.store.sweeps.insert(PLAN);
  const ids = ['a', 'b'].map((name) => storeRun(here, { name, sweepId: PLAN.id }));
  const single = storeRun(here, { name: 'single' });
  importBundle(there, 'x', writeBundle(here, [...ids, single]).bytes);
  expect(there.store.sweeps.list()).toEqual([PLAN]);
  expect(there.store.runs.list().map(({ name, sweepId }) => [name, sweepId])).toEqual([
    ['a', PLAN.id],
    ['b', PLAN.id],
    ['single', null],
  ]);
});

test('runs of a sweep that come one after the other are one sweep; copies of them are another', async () => {
  const [here, there] = [await testContext(), await testContext()];
  here.store.sweeps.insert(PLAN);
  const [first = '', second = ''] = ['a', 'b'].map((name) => storeRun(here, { name, sweepId: PLAN.id }));
  importBundle(there, 'x', writeBundle(here, [first]).bytes);
  importBundle(there, 'x', writeBundle(here, [second]).bytes);
  expect(there.store.sweeps.list()).toEqual([PLAN]);
  importBundle(there, 'x', writeBundle(here, [first, second]).bytes);
  const copy = there.store.sweeps.list().find(({ id }) => id !== PLAN.id);
  expect(copy).toEqual({ ...PLAN, id: expect.any(String) });
  expect(copy?.id).not.toBe(PLAN.id);
  expect(there.store.runs.list().map(({ sweepId }) => sweepId)).toEqual([PLAN.id, PLAN.id, copy?.id, copy?.id]);
});

test('a bundle of many runs that comes twice says so in two sentences', async () => {
  const here = await testContext();
  const ids = ['a', 'b', 'c'].map((name) => storeRun(here, { name }));
  const { notes } = importBundle(here, 'x', writeBundle(here, ids).bytes);
  expect(notes).toEqual([
    'All 3 runs were in this library already; they came in again as copies, with new ids.',
    '3 names were taken and got a number: a is called a-2 here.',
  ]);
});

test('a bundle of the first format, which knew no sweeps, is read', async () => {
  const [here, there] = [await testContext(), await testContext()];
  const id = storeRun(here);
  const old = rewritten(writeBundle(here, [id]).bytes, (contents) => {
    contents.version = 1;
    delete contents.sweeps;
    for (const run of contents.runs as Record<string, unknown>[]) delete run.sweep;
  });
  expect(importBundle(there, 'x', old).runIds).toEqual([id]);
});
