import { expect, test } from 'vitest';
import { addRun, ask, behave, isOver, nextEvent, testConfig, testStudio, whenRun } from './testing/fixture.ts';

const names = async (studio: Awaited<ReturnType<typeof testStudio>>) =>
  (await ask(studio, 'runs.list', {})).map((run) => run.name);

test('names come from data, model and source, and are never taken twice', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const runs = (['gaussian', 'gaussian', 'uniform'] as const).map((name) => ({
    name: null,
    config: testConfig({ source: { name, params: {} } }),
  }));
  await ask(studio, 'queue.add', { runs, study: 'Sources' });
  expect(await names(studio)).toEqual(['ring-class', 'ring-class-2', 'ring-class-uniform']);
  const [first, second] = await ask(studio, 'runs.list', {});
  expect(first?.studyName).toBe('Sources');
  const taken = await studio.call('runs.rename', { id: second?.id ?? '', name: 'ring-class' });
  expect(taken).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect((await ask(studio, 'runs.rename', { id: second?.id ?? '', name: 'better' })).name).toBe('better');
});

test('colours go by list order, are not given twice, and a grey run gets one when it is opened', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const runs = Array.from({ length: 10 }, () => ({ name: null, config: testConfig() }));
  const ids = await ask(studio, 'queue.add', { runs, study: null });
  const slots = async () => (await ask(studio, 'runs.list', {})).map((run) => run.slot);
  expect(await slots()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 0]);
  const [third, grey] = [ids[2] as string, ids[9] as string];
  await ask(studio, 'runs.delete', { ids: [third] });
  expect(await ask(studio, 'runs.open', { id: grey })).toEqual({ slot: 3 });
  // Its colour was given away, so the restored run is grey.
  await ask(studio, 'runs.restore', { ids: [third] });
  expect(await slots()).toEqual([1, 2, 0, 4, 5, 6, 7, 8, 0, 3]);
});

test('the run that was looked at last is told, until it is deleted', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  expect(await ask(studio, 'library.lastOpened', {})).toBeNull();
  const [first, second] = [await addRun(studio), await addRun(studio)];
  await ask(studio, 'runs.open', { id: second });
  await ask(studio, 'runs.open', { id: first });
  expect(await ask(studio, 'library.lastOpened', {})).toBe(first);
  await ask(studio, 'runs.delete', { ids: [first] });
  expect(await ask(studio, 'library.lastOpened', {})).toBeNull();
});

test('with no colour left, an opened run takes that of the run that was looked at longest ago', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const runs = Array.from({ length: 9 }, () => ({ name: null, config: testConfig() }));
  const ids = await ask(studio, 'queue.add', { runs, study: null });
  const slots = async () => (await ask(studio, 'runs.list', {})).map((run) => run.slot);
  const open = (index: number) => ask(studio, 'runs.open', { id: ids[index] as string });
  await ask(studio, 'runs.pin', { ids: [ids[0] as string], pinned: true });
  await open(1);
  expect(await open(8)).toEqual({ slot: 3 });
  expect(await slots()).toEqual([1, 2, 0, 4, 5, 6, 7, 8, 3]);
  expect(await open(2)).toEqual({ slot: 4 });
  expect(await slots()).toEqual([1, 2, 4, 0, 5, 6, 7, 8, 3]);
});

test('the queue trains in order, can be rearranged, held and shortened', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const [a, b, c, d] = [await addRun(studio), await addRun(studio), await addRun(studio), await addRun(studio)];
  const moved = nextEvent(studio, (event) => event.kind === 'queue');
  await ask(studio, 'queue.move', { id: d, before: b });
  expect(await moved).toEqual({ kind: 'queue', waiting: [a, d, b, c], held: true, limit: 1 });
  await ask(studio, 'queue.move', { id: a, before: null });
  await ask(studio, 'queue.remove', { id: b });
  const order: string[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'run' && event.run.status === 'training' && !order.includes(event.run.id)) {
      order.push(event.run.id);
    }
  });
  await ask(studio, 'queue.hold', { held: false });
  await whenRun(studio, a, isOver);
  expect(order).toEqual([d, c, a]);
  expect(await studio.call('queue.move', { id: a, before: null })).toMatchObject({ error: { code: 'wrong-state' } });
  expect(await studio.call('queue.remove', { id: c })).toMatchObject({ error: { code: 'wrong-state' } });
});

test('a deleted run comes back whole; a restored waiting run trains', async () => {
  const studio = await testStudio();
  const done = await addRun(studio);
  const before = await whenRun(studio, done, isOver);
  await ask(studio, 'queue.hold', { held: true });
  const waits = await addRun(studio);
  const gone = nextEvent(studio, (event) => event.kind === 'run-gone' && event.id === waits);
  await ask(studio, 'runs.delete', { ids: [done, waits] });
  await gone;
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
  expect(await studio.call('runs.losses', { id: done, from: 0 })).toMatchObject({ error: { code: 'not-found' } });
  await ask(studio, 'runs.restore', { ids: [done, waits] });
  expect(await ask(studio, 'runs.show', { id: done })).toEqual(before);
  await ask(studio, 'queue.hold', { held: false });
  expect((await whenRun(studio, waits, isOver)).status).toBe('finished');
});

test('deleting all or none: one unknown run refuses the whole order', async () => {
  const studio = await testStudio();
  const id = await addRun(studio);
  await whenRun(studio, id, isOver);
  expect(await studio.call('runs.delete', { ids: [id, 'unknown'] })).toMatchObject({ error: { code: 'not-found' } });
  expect(await names(studio)).toHaveLength(1);
});

test('deleting a run in training ends its engine first; restored, it can be resumed', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const id = await addRun(studio, { steps: 400 });
  await nextEvent(studio, (event) => event.kind === 'snapshot' && event.info.step === 50);
  await ask(studio, 'runs.delete', { ids: [id] });
  expect(studio.enginePids()).toEqual([]);
  await ask(studio, 'runs.restore', { ids: [id] });
  expect((await ask(studio, 'runs.show', { id })).status).toBe('interrupted');
  await ask(studio, 'queue.resume', { id });
  expect(await whenRun(studio, id, isOver)).toMatchObject({ status: 'finished', step: 400 });
});

test('runs deleted in an earlier session come back from the trash', async () => {
  const studio = await testStudio();
  const id = await addRun(studio);
  await whenRun(studio, id, isOver);
  await ask(studio, 'runs.delete', { ids: [id] });
  await studio.close();
  const again = await testStudio({ library: studio.library });
  expect(await names(again)).toEqual([]);
  await ask(again, 'runs.restore', { ids: [id] });
  expect((await ask(again, 'runs.show', { id })).status).toBe('finished');
});
