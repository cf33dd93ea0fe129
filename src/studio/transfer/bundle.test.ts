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
  const other = unzipChecked('x', bytes, () => true);
  const manifest = JSON.parse(new TextDecoder().decode(other.get('streamline.json')));
  Object.assign(manifest.pointFiles[0], { cell: 1 });
  const files = [...other].map(([path, old]) => ({
    path,
    bytes: path === 'streamline.json' ? new TextEncoder().encode(JSON.stringify(manifest)) : old,
  }));
  expect(() => importBundle(there, 'x', zipOf(files))).toThrow(/“mine.csv” are not those that their hash names/);
});
