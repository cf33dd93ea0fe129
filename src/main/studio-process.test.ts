import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import type { WindowEvent } from '../shared/ipc.ts';
import { StudioProcess } from './studio-process.ts';

const script = fileURLToPath(new URL('./testing/scripted-studio.mjs', import.meta.url));
const open: StudioProcess[] = [];

function studio(behaviour: string, node = process.execPath) {
  const events: WindowEvent[] = [];
  const made = new StudioProcess({ node, script, arguments: [behaviour] }, (event) => events.push(event));
  open.push(made);
  made.start();
  return { studio: made, events };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

test('a call waits for the start and brings back numbers as they are', async () => {
  const { studio: made, events } = studio('works');
  const reply = await made.call('runs.parameters', { id: 'r' });
  expect(reply).toEqual({
    ok: true,
    value: { command: 'runs.parameters', input: { id: 'r' }, numbers: new Float32Array([Number.NaN, 0.5]) },
  });
  expect(events).toEqual([{ kind: 'studio', state: 'ready', message: null }]);
});

test('events come through', async () => {
  const { studio: made, events } = studio('works');
  await made.call('queue.hold', { held: true });
  expect(events.at(-1)).toEqual({ kind: 'queue', waiting: [], held: true, limit: 1 });
});

test('everyone who waits is answered when the studio dies, and it can be started again', async () => {
  const { studio: made, events } = studio('works');
  const replies = await Promise.all([made.call('runs.show', { id: 'r' }), made.call('runs.list', {})]);
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(events.at(-1)).toMatchObject({ kind: 'studio', state: 'gone' });
  expect(await made.call('runs.snapshots', { id: 'r' })).toMatchObject({ ok: false, error: { code: 'unavailable' } });

  expect(await made.restart()).toEqual({ ok: true, value: null });
  expect(events.at(-1)).toEqual({ kind: 'studio', state: 'ready', message: null });
  expect(await made.call('runs.snapshots', { id: 'r' })).toMatchObject({ ok: true });
});

test('a studio that cannot open its library says why, to callers and to the window', async () => {
  const { studio: made, events } = studio('refuses');
  const message = 'The library is in use by another program. Nothing was changed.';
  expect(await made.call('machine.check', {})).toEqual({ ok: false, error: { code: 'unavailable', message } });
  expect(events).toEqual([{ kind: 'studio', state: 'gone', message }]);
  expect(await made.restart()).toEqual({ ok: false, error: { code: 'unavailable', message } });
});

test.each([
  ['dies before it is ready', 'dies-early', process.execPath],
  ['has no Node to run it', 'works', '/no/such/node'],
])('a studio that %s is reported once', async (_what, behaviour, node) => {
  const { studio: made, events } = studio(behaviour, node);
  expect(await made.call('machine.check', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(events.filter((event) => event.kind === 'studio')).toHaveLength(1);
});

test('closing is silent and waits for the end; calls afterwards are refused', async () => {
  const { studio: made, events } = studio('works');
  await made.call('machine.check', {});
  await made.close();
  expect(events.map((event) => event.kind === 'studio' && event.state)).toEqual(['ready']);
  expect(await made.call('runs.list', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});

test('a studio that does not want to end is ended', async () => {
  const { studio: made } = studio('deaf-at-exit');
  await made.call('machine.check', {});
  vi.useFakeTimers();
  const closing = made.close();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await closing;
});

test('a question without an answer ends after its limit, and a late one does no harm', async () => {
  const { studio: made } = studio('works');
  await made.call('machine.check', {});
  vi.useFakeTimers();
  const asked = made.call('runs.show', { id: 'r' });
  await vi.advanceTimersByTimeAsync(30_000);
  vi.useRealTimers();
  expect(await asked).toEqual({
    ok: false,
    error: { code: 'unavailable', message: 'The studio did not answer “runs.show” within 30 s.' },
  });
});
