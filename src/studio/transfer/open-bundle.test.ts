import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask, testStudio } from '../testing/fixture.ts';
import { makeReadOnly } from '../testing/read-only-folder.ts';
import { contentOf, storeRun, testContext } from '../testing/transfer-fixture.ts';
import { importBundle } from './import-bundle.ts';
import { readBundle } from './read-bundle.ts';
import { writeBundle } from './write-bundle.ts';

const NAME = 'example-study.streamline';
const example = () => new Uint8Array(readFileSync(new URL(`../../../resources/${NAME}`, import.meta.url)));

async function bundleOfTwo(): Promise<{ readonly ids: string[]; readonly bytes: Uint8Array }> {
  const there = await testContext();
  const ids = [storeRun(there, { name: 'a', study: 's' }), storeRun(there, { name: 'b', study: 's' })];
  return { ids, bytes: writeBundle(there, ids).bytes };
}

test('opened once or twice, each run is there once, as an import leaves it', async () => {
  const studio = await testStudio();
  const { ids, bytes } = await bundleOfTwo();
  expect(await ask(studio, 'transfer.open', { name: NAME, bytes })).toEqual({ runIds: ids, imported: 2, restored: 0 });
  const first = await ask(studio, 'runs.list', {});
  expect(await ask(studio, 'transfer.open', { name: NAME, bytes })).toEqual({ runIds: ids, imported: 0, restored: 0 });
  expect(await ask(studio, 'runs.list', {})).toEqual(first);
  expect(first.map(({ name, studyName }) => [name, studyName])).toEqual([
    ['a', 's'],
    ['b', 's'],
  ]);
});

test('what the user changed stays; what lies in the trash comes back; what was removed for good comes in again', async () => {
  const studio = await testStudio();
  const { ids, bytes } = await bundleOfTwo();
  const [a = '', b = ''] = ids;
  await ask(studio, 'transfer.open', { name: NAME, bytes });
  await ask(studio, 'runs.rename', { id: b, name: 'mine' });
  await ask(studio, 'runs.delete', { ids });
  expect(await ask(studio, 'transfer.open', { name: NAME, bytes })).toMatchObject({ imported: 0, restored: 2 });
  expect((await ask(studio, 'runs.list', {})).map(({ name }) => name)).toEqual(['a', 'mine']);
  await ask(studio, 'runs.delete', { ids: [a] });
  await ask(studio, 'trash.empty', { ids: null });
  expect(await ask(studio, 'transfer.open', { name: NAME, bytes })).toEqual({ runIds: ids, imported: 1, restored: 0 });
  const runs = await ask(studio, 'runs.list', {});
  expect(runs.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(new Set(runs.map(({ studyName }) => studyName))).toEqual(new Set(['s']));
});

test('a file that cannot be trusted is refused and leaves the library as it was', async () => {
  const studio = await testStudio();
  const { bytes } = await bundleOfTwo();
  const flipped = bytes.slice();
  const place = Buffer.from(bytes).indexOf('NUMPY') + 200;
  flipped[place] = (flipped[place] ?? 0) ^ 1;
  for (const [hostile, why] of [
    [flipped, /does not match its checksum/],
    [bytes.slice(0, bytes.length >> 1), /no complete zip/],
    [new Uint8Array(0), /was not imported/],
  ] as const) {
    const reply = await studio.call('transfer.open', { name: NAME, bytes: hostile });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input', message: expect.stringMatching(why) } });
  }
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
});

test('in a library that cannot be written its runs are shown, and what is not there is refused', async () => {
  const written = await testStudio();
  const [both, another] = [await bundleOfTwo(), await bundleOfTwo()];
  await ask(written, 'transfer.open', { name: NAME, bytes: both.bytes });
  await written.close();
  makeReadOnly(written.library);
  const studio = await testStudio({ library: written.library });
  const shown = await ask(studio, 'transfer.open', { name: NAME, bytes: both.bytes });
  expect(shown).toEqual({ runIds: both.ids, imported: 0, restored: 0 });
  const reply = await studio.call('transfer.open', { name: NAME, bytes: another.bytes });
  expect(reply).toMatchObject({ ok: false, error: { code: 'read-only' } });
  expect(await ask(studio, 'runs.list', {})).toHaveLength(2);
});

test('the example study: four finished runs of one small network on the ring of 8, which say what to look at', async () => {
  const bytes = example();
  expect(bytes.length).toBeLessThan(2_000_000);
  const { runs, studies } = readBundle(NAME, bytes);
  expect(studies.map(({ name, preset }) => [name, preset])).toEqual([['Example: ring of 8', null]]);
  expect(runs.map(({ about, config }) => [about.name, config.model, config.coupling.kind])).toEqual([
    ['example-independent', 'unconditional', 'independent'],
    ['example-ot', 'unconditional', 'ot'],
    ['example-class', 'onehot', 'independent'],
    ['example-radius', 'radius', 'independent'],
  ]);
  for (const { about, config, losses, snapshots, checkpoints } of runs) {
    expect(about).toMatchObject({ status: 'finished', study: studies[0]?.id, step: config.steps });
    expect(about.note).toMatch(/small network/);
    expect(config.data).toEqual({ name: 'ring', params: { modes: 8, radius: 3, std: 0.25 } });
    expect(config.network).toEqual(runs[0]?.config.network);
    expect(losses?.length).toBe(config.steps);
    expect(snapshots).toHaveLength(4);
    expect(checkpoints).toHaveLength(1);
  }
  const figure = (run: number, name: string) => runs[run]?.about.metrics.findLast((metric) => metric.name === name);
  // What the notes say is so: independent pairs bend, pairs by cost are straight, and all four are near the data.
  expect(Number(figure(0, 'pathRatio')?.value)).toBeGreaterThan(1.1);
  expect(Number(figure(1, 'pathRatio')?.value)).toBeLessThan(1.02);
  for (const run of runs.keys()) expect(Number(figure(run, 'w2')?.value)).toBeLessThan(0.5);
});

test('the example study by the ordinary import: bit for bit, twice as copies', async () => {
  const here = await testContext();
  const bytes = example();
  const { runIds } = importBundle(here, NAME, bytes);
  // Without the table's own words: those of a later version say more about the same run.
  const contents = (file: Uint8Array) => readBundle(NAME, file).runs.map(({ about: _table, ...run }) => run);
  expect(contents(writeBundle(here, runIds).bytes)).toEqual(contents(bytes));
  const before = runIds.map((id) => contentOf(here, id));
  expect(importBundle(here, NAME, bytes).notes.join(' ')).toMatch(/All 4 runs were in this library already/);
  expect(runIds.map((id) => contentOf(here, id))).toEqual(before);
});
