import { expect, test } from 'vitest';
import type { StudioInput } from '../shared/studio-protocol.ts';
import type { Studio } from './studio.ts';
import { addRun, ask, behave, isOver, nextEvent, testConfig, testStudio, whenRun } from './testing/fixture.ts';

/** A studio whose queue is held, with some waiting runs. */
async function withRuns(count: number) {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const runs = Array.from({ length: count }, () => ({ name: null, config: testConfig() }));
  return { studio, ids: await ask(studio, 'queue.add', { runs, study: null }) };
}

async function finishedRun() {
  const studio = await testStudio();
  const id = await addRun(studio);
  await whenRun(studio, id, isOver);
  return { studio, id };
}

const show = (studio: Studio, id = '') => ask(studio, 'runs.show', { id });

test('tags are given and taken away, sorted, each once, and every change is announced', async () => {
  const { studio, ids } = await withRuns(2);
  const told: string[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'run') told.push(`${event.run.name} ${event.run.tags.join('+')}`);
  });
  await ask(studio, 'runs.tag', { ids: [...ids], add: ['paper', 'b10', 'b9'], remove: [] });
  await ask(studio, 'runs.tag', { ids: [...ids].slice(0, 1), add: ['paper', 'new'], remove: ['b9', 'unknown'] });
  await ask(studio, 'runs.tag', { ids: [...ids].slice(0, 1), add: ['paper'], remove: [] });
  expect(told).toEqual(['ring-class b9+b10+paper', 'ring-class-2 b9+b10+paper', 'ring-class b10+new+paper']);
});

test('one unknown run, or one bad tag, changes nothing', async () => {
  const { studio, ids } = await withRuns(1);
  const [id = ''] = ids;
  const refused = [
    await studio.call('runs.tag', { ids: [id, 'none'], add: ['a'], remove: [] }),
    await studio.call('runs.tag', { ids: [id], add: ['a,b'], remove: [] }),
    await studio.call('runs.tag', { ids: [id], add: [' '], remove: [] }),
    await studio.call('runs.pin', { ids: [id, 'none'], pinned: true }),
    await studio.call('runs.archive', { ids: ['none'], archived: true }),
  ];
  expect(refused.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual([
    'not-found',
    'bad-input',
    'bad-input',
    'not-found',
    'not-found',
  ]);
  expect(await show(studio, id)).toMatchObject({ tags: [], pinned: false, archivedAt: null });
});

test('a note, a pin and the archive are kept over a restart; what waits or trains cannot be archived', async () => {
  const { studio, id } = await finishedRun();
  await ask(studio, 'runs.note', { id, text: '# Why\n\nBecause.  \n' });
  await ask(studio, 'runs.pin', { ids: [id], pinned: true });
  await ask(studio, 'runs.archive', { ids: [id], archived: true });
  await ask(studio, 'queue.hold', { held: true });
  const waits = await addRun(studio);
  const refused = await studio.call('runs.archive', { ids: [waits], archived: true });
  expect(refused).toMatchObject({ ok: false, error: { code: 'wrong-state', message: /is queued/ } });
  await studio.close();
  const again = await testStudio({ library: studio.library });
  const run = await show(again, id);
  expect(run).toMatchObject({ note: '# Why\n\nBecause.', pinned: true, archivedAt: expect.any(Number) });
  await ask(again, 'runs.archive', { ids: [id], archived: false });
  expect((await show(again, id)).archivedAt).toBeNull();
});

test('the trash is listed, weighed and emptied on purpose only; what is not in it is never removed', async () => {
  const { studio, id } = await finishedRun();
  const kept = await addRun(studio);
  await whenRun(studio, kept, isOver);
  await ask(studio, 'runs.delete', { ids: [id] });
  expect((await ask(studio, 'runs.size', { ids: [id] })).bytes).toBeGreaterThan(1000);
  const [trashed] = await ask(studio, 'trash.list', {});
  expect(trashed).toMatchObject({ run: { id }, deletedAt: expect.any(Number) });
  expect(await studio.call('trash.empty', { ids: [id, kept] })).toMatchObject({ error: { code: 'not-found' } });
  expect(await ask(studio, 'trash.list', {})).toHaveLength(1);
  expect(await ask(studio, 'trash.empty', { ids: null })).toEqual({ removed: 1 });
  expect(await ask(studio, 'trash.list', {})).toEqual([]);
  expect(await studio.call('runs.restore', { ids: [id] })).toMatchObject({ error: { code: 'not-found' } });
  expect((await show(studio, kept)).status).toBe('finished');
});

const sweep = (changes: Partial<StudioInput<'sweep.start'>>): StudioInput<'sweep.start'> => ({
  name: 'grid',
  study: null,
  config: testConfig(),
  axes: [
    { path: 'lr', values: ['1e-3', '3e-4'] },
    { path: 'width', values: ['16', '32'] },
  ],
  shape: 'grid',
  seeds: 1,
  tags: ['sweep'],
  ...changes,
});

test('a sweep is queued as one group with its own study, and trains to its end', async () => {
  const studio = await testStudio({ concurrency: 2 });
  const { sweepId, studyId, runIds } = await ask(studio, 'sweep.start', sweep({}));
  expect(runIds).toHaveLength(4);
  for (const id of runIds) await whenRun(studio, id, isOver);
  const runs = await ask(studio, 'runs.list', {});
  expect(runs.map(({ name }) => name)).toEqual([
    'grid-lr1e-3-w16',
    'grid-lr1e-3-w32',
    'grid-lr3e-4-w16',
    'grid-lr3e-4-w32',
  ]);
  for (const run of runs) {
    expect(run).toMatchObject({ sweepId, studyId, studyName: 'grid sweep', tags: ['sweep'], status: 'finished' });
  }
  expect(await ask(studio, 'sweeps.list', {})).toMatchObject([
    { id: sweepId, name: 'grid sweep', axes: ['optimizer.learningRate', 'network.width'] },
  ]);
  // The same sweep once more gets free names and a study of its own.
  await ask(studio, 'queue.hold', { held: true });
  const again = await ask(studio, 'sweep.start', sweep({ seeds: 2 }));
  expect((await show(studio, again.runIds[0])).name).toBe('grid-lr1e-3-w16-s1');
  expect((await show(studio, again.runIds[7])).studyName).toBe('grid sweep-2');
});

test('a sweep with one impossible combination starts nothing', async () => {
  const studio = await testStudio();
  const reply = await studio.call('sweep.start', sweep({ axes: [{ path: 'width', values: ['16', '0'] }] }));
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input', message: /Width must be a whole number/ } });
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
  expect(await ask(studio, 'sweeps.list', {})).toEqual([]);
});

test('as many trainings run at once as the limit says, and the library remembers it', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  expect((await ask(studio, 'queue.limit', { trainings: null })).trainings).toBe(1);
  const told = nextEvent(studio, (event) => event.kind === 'queue' && event.limit === 3);
  await ask(studio, 'queue.limit', { trainings: 3 });
  await told;
  let most = 0;
  studio.subscribe((event) => {
    if (event.kind === 'run') most = Math.max(most, studio.enginePids().length);
  });
  const runs = Array.from({ length: 5 }, () => ({ name: null, config: testConfig() }));
  const ids = await ask(studio, 'queue.add', { runs, study: null });
  for (const id of ids) expect((await whenRun(studio, id, isOver)).status).toBe('finished');
  expect(most).toBe(3);
  await studio.close();
  const again = await testStudio({ library: studio.library });
  expect((await ask(again, 'queue.limit', { trainings: null })).trainings).toBe(3);
});
