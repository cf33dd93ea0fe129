import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { EngineEvent, EngineOrder } from '../shared/engine-protocol.ts';
import { parameterCount } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import { smallConfig } from './testing/numbers.ts';

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

/** A real engine process and everything it says, in order. */
class Spoken {
  readonly child: ChildProcess;
  readonly events: EngineEvent[] = [];
  readonly exit: Promise<number | null>;
  #waiting: { match: (event: EngineEvent) => boolean; resolve: (event: EngineEvent) => void }[] = [];
  #id = 0;

  constructor() {
    this.child = fork(PROGRAM, [], { serialization: 'advanced', execArgv: [] });
    running.add(this.child);
    this.exit = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
    this.child.on('message', (message) => {
      const event = message as EngineEvent;
      this.events.push(event);
      this.#waiting = this.#waiting.filter(({ match, resolve }) => {
        if (!match(event)) return true;
        resolve(event);
        return false;
      });
    });
  }

  async next<K extends EngineEvent['kind']>(
    kind: K,
    match: (event: Extract<EngineEvent, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<EngineEvent, { kind: K }>> {
    type Wanted = Extract<EngineEvent, { kind: K }>;
    const isWanted = (event: EngineEvent) => event.kind === kind && match(event as Wanted);
    const said = this.events.find(isWanted);
    if (said) return said as Wanted;
    const died = this.exit.then((code) => {
      throw new Error(`The engine ended with code ${code} before it said ${kind}.`);
    });
    const heard = new Promise<EngineEvent>((resolve) => this.#waiting.push({ match: isWanted, resolve }));
    return (await Promise.race([heard, died])) as Wanted;
  }

  raw(message: unknown): void {
    this.child.send(message as object);
  }

  async ask(order: { kind: EngineOrder['kind'] } & Record<string, unknown>) {
    const id = ++this.#id;
    this.raw({ ...order, id });
    return (await this.next('reply', (event) => event.id === id)).reply;
  }
}

const SAMPLE = { n: 16, steps: 5, solver: 'euler', seed: 1, condition: { kind: 'any' }, frames: 6 } as const;

test('an engine trains by order, answers while it trains, and hands over what resuming needs', async () => {
  const engine = new Spoken();
  await engine.next('ready');
  expect(engine.events[0]?.kind).toBe('ready');
  const config = smallConfig('onehot', { steps: 1_000_000, snapshotEvery: 1_000_000, checkpointEvery: 1_000_000 });
  expect(await engine.ask({ kind: 'train', config, checkpoint: null })).toEqual({ ok: true, value: null });
  await engine.next('losses');

  // A sample, a field and a pause are answered between chunks, long before the training ends.
  const asked = performance.now();
  const sample = await engine.ask({ kind: 'sample', request: SAMPLE });
  const second = performance.now();
  await engine.ask({ kind: 'sample', request: SAMPLE });
  const third = performance.now();
  const field = await engine.ask({
    kind: 'field',
    request: { times: [0.5], grid: 8, extent: 4, condition: { kind: 'class', label: 2 } },
  });
  expect(sample).toMatchObject({ ok: true, value: { frameCount: 6, particleCount: 16 } });
  expect(field.ok && field.value instanceof Float32Array && field.value.length).toBe(128);
  const beforePause = performance.now();
  expect(await engine.ask({ kind: 'pause' })).toEqual({ ok: true, value: null });
  const { step } = await engine.next('paused');
  const pauseMs = performance.now() - beforePause;
  console.info(
    `first sample ${(second - asked).toFixed(0)} ms (builds its graph), next ${(third - second).toFixed(0)} ms, pause ${pauseMs.toFixed(0)} ms`,
  );
  expect(engine.events.some(({ kind }) => kind === 'done')).toBe(false);

  // Paused: no further loss is spoken, and orders are still answered.
  const lossesBefore = engine.events.filter(({ kind }) => kind === 'losses').length;
  await engine.ask({ kind: 'sample', request: SAMPLE });
  expect(engine.events.filter(({ kind }) => kind === 'losses').length).toBe(lossesBefore);
  await engine.ask({ kind: 'resume' });
  await engine.next('losses', (event) => event.firstStep >= step);
  await engine.ask({ kind: 'stop' });
  const done = await engine.next('done');
  expect(done.outcome).toBe('stopped');
  const checkpoint = engine.events.findLast(({ kind }) => kind === 'checkpoint') as { checkpoint: Checkpoint };
  expect(checkpoint.checkpoint.step).toBe(done.step);
  expect(checkpoint.checkpoint.parameters).toBeInstanceOf(Float32Array);
  expect(engine.events.at(-1)?.kind).not.toBe('failed');
  engine.child.disconnect();
  expect(await engine.exit).toBe(0);
});

test('orders that make no sense are answered in words, and the engine lives on', async () => {
  const engine = new Spoken();
  await engine.next('ready');
  expect(await engine.ask({ kind: 'sample', request: SAMPLE })).toMatchObject({
    ok: false,
    error: { code: 'wrong-state' },
  });
  expect(await engine.ask({ kind: 'pause' })).toMatchObject({ ok: false, error: { code: 'wrong-state' } });
  const config = smallConfig('unconditional');
  for (const bad of [
    { kind: 'train', config: { ...config, batch: 300 }, checkpoint: null },
    { kind: 'train', config: { ...config, batch: -1 }, checkpoint: null },
    { kind: 'train', config, checkpoint: { step: 1, parameters: [1], moments: [2] } },
    { kind: 'sample', request: { ...SAMPLE, n: 0 } },
    { kind: 'sample', request: { ...SAMPLE, solver: 'leapfrog' } },
    { kind: 'field', request: { times: [], grid: 3, extent: 1, condition: { kind: 'any' } } },
  ] as const) {
    expect(await engine.ask(bad)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }
  for (const nonsense of [null, 7, 'train', [], { kind: 'selfdestruct', id: 900 }, { id: 901 }, { kind: 'stop' }]) {
    engine.raw(nonsense ?? {});
  }
  const parameters = new Float32Array(parameterCount(config));
  for (const wrong of [parameters.slice(1), Float32Array.of(...parameters, 1)]) {
    const reply = await engine.ask({ kind: 'load', config, parameters: wrong });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }
  expect(await engine.ask({ kind: 'load', config, parameters })).toEqual({ ok: true, value: null });
  expect(await engine.ask({ kind: 'sample', request: SAMPLE })).toMatchObject({ ok: true });
  const huge = { ...SAMPLE, n: 100_000, steps: 10_000, frames: 10_001 };
  expect(await engine.ask({ kind: 'sample', request: huge })).toMatchObject({
    ok: false,
    error: { code: 'bad-input', message: expect.stringMatching(/too much for one answer/) },
  });
  expect(engine.events.some(({ kind }) => kind === 'failed')).toBe(false);
  engine.child.disconnect();
  expect(await engine.exit).toBe(0);
});

test('an engine ends when its parent goes away in the middle of a training', async () => {
  const engine = new Spoken();
  await engine.next('ready');
  await engine.ask({ kind: 'train', config: smallConfig('radius', { steps: 1_000_000 }), checkpoint: null });
  await engine.next('losses');
  engine.child.disconnect();
  expect(await engine.exit).toBe(0);
});
