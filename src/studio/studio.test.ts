import { expect, test } from 'vitest';
import type { RunSummary } from '../shared/model/records.ts';
import type { StudioCommandName, StudioEvent } from '../shared/studio-protocol.ts';
import { fakeLoss, fakeSnapshot } from './testing/fake-values.ts';
import {
  addRun,
  ask,
  behave,
  isOver,
  nextEvent,
  temporaryFolder,
  testConfig,
  testStudio,
  whenRun,
} from './testing/fixture.ts';

test('a run is queued, trained and recorded, and is all there after reopening', async () => {
  const library = temporaryFolder('flows é 流 with spaces');
  const studio = await testStudio({ library });
  const id = await addRun(studio);
  const run = await whenRun(studio, id, isOver);
  expect(run).toMatchObject({ status: 'finished', reason: null, step: 100, name: 'ring-class', slot: 1 });
  expect(run.backend?.device).toBe('CPU');
  expect(run.sparkline).toHaveLength(28);
  expect(run.metrics.map((metric) => [metric.name, metric.step])).toEqual([
    ['slicedW2', 100],
    ['withinThreeStd', 100],
  ]);
  await studio.close();

  const again = await testStudio({ library });
  expect(await ask(again, 'runs.show', { id })).toEqual(run);
  const losses = await ask(again, 'runs.losses', { id, from: 0 });
  expect(losses.values).toEqual(Float32Array.from({ length: 100 }, (_, step) => fakeLoss(1, step)));
  const [noted, ...more] = await ask(again, 'runs.clock', { id });
  expect([noted?.steps, more]).toEqual([100, []]);
  expect(noted?.elapsedMs).toBeGreaterThan(0);
  expect(noted?.elapsedMs).toBeLessThanOrEqual(run.durationMs + 0.01);
  expect((await ask(again, 'runs.snapshots', { id })).map((info) => [info.step, info.metrics.length])).toEqual([
    [0, 2],
    [50, 2],
    [100, 2],
  ]);
  expect(await ask(again, 'runs.snapshot', { id, step: 50 })).toEqual(fakeSnapshot(50));
  expect((await ask(again, 'runs.parameters', { id })).step).toBe(100);
  expect((await ask(again, 'runs.data', { id, n: 10 })).points).toHaveLength(20);
});

test('what was measured otherwise than asked for is said in the reason of a finished run', async () => {
  behave({ notice: 'Sampled with rk4 in 8 steps, because dopri5 could not: it was stuck.' });
  const studio = await testStudio();
  const run = await whenRun(studio, await addRun(studio), isOver);
  expect(run).toMatchObject({ status: 'finished', reason: expect.stringMatching(/^Sampled with rk4 in 8 steps/) });
});

test('what is announced is already recorded', async () => {
  const studio = await testStudio();
  const id = await addRun(studio);
  const checks: Promise<void>[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'losses') {
      const last = event.firstStep + event.values.length;
      checks.push(
        ask(studio, 'runs.losses', { id, from: 0 }).then(({ values }) =>
          expect(values.length).toBeGreaterThanOrEqual(last),
        ),
      );
    } else if (event.kind === 'snapshot') {
      checks.push(ask(studio, 'runs.snapshot', { id, step: event.info.step }).then(() => undefined));
    }
  });
  await whenRun(studio, id, isOver);
  await Promise.all(checks);
  expect(checks.length).toBeGreaterThan(5);
});

test('progress is told at most about ten times a second and never with a negative rest', async () => {
  behave({ chunk: 5, delayMs: 1 });
  const studio = await testStudio();
  const told: Extract<StudioEvent, { kind: 'progress' }>[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'progress') told.push(event);
  });
  const begin = performance.now();
  const id = await addRun(studio, { steps: 1000 });
  await whenRun(studio, id, isOver);
  const seconds = (performance.now() - begin) / 1000;
  expect(told.length).toBeLessThan(12 * seconds + 3);
  for (const { progress } of told) {
    expect(progress.remainingMs ?? 0).toBeGreaterThanOrEqual(0);
    expect(progress.stalled).toBe(false);
  }
});

test('the ring study is three runs with the seed of the order, in list order', async () => {
  const studio = await testStudio();
  const order = { preset: 'ring', base: 'uniform', seed: 7, maxSteps: 40 } as const;
  const { runIds } = await ask(studio, 'study.start', order);
  const runs: RunSummary[] = [];
  for (const id of runIds) runs.push(await whenRun(studio, id, isOver));
  expect(runs.map((run) => [run.config.model, run.config.seed, run.config.steps, run.status, run.preset])).toEqual([
    ['unconditional', 7, 40, 'finished', 'ring'],
    ['onehot', 7, 40, 'finished', 'ring'],
    ['radius', 7, 40, 'finished', 'ring'],
  ]);
  expect(new Set(runs.map((run) => run.studyName))).toEqual(new Set([runs[0]?.studyName]));
});

test('pause, resume and stop end where they say', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const id = await addRun(studio, { steps: 100_000 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  await ask(studio, 'queue.pause', { id });
  const paused = await whenRun(studio, id, (run) => run.status === 'paused');
  expect(await studio.call('queue.resume', { id: 'nobody' })).toMatchObject({ error: { code: 'not-found' } });
  await ask(studio, 'queue.resume', { id });
  await whenRun(studio, id, (run) => run.status === 'training' && run.step > paused.step);
  await ask(studio, 'queue.stop', { id });
  const stopped = await whenRun(studio, id, isOver);
  expect(stopped.status).toBe('stopped');
  expect((await ask(studio, 'runs.parameters', { id })).step).toBe(stopped.step);
  expect(await studio.call('queue.stop', { id })).toMatchObject({ error: { code: 'wrong-state' } });
});

test('a diverged run keeps its losses and says why; it is not resumed', async () => {
  behave({ divergeAt: 60 });
  const studio = await testStudio();
  const id = await addRun(studio);
  const run = await whenRun(studio, id, isOver);
  expect(run.status).toBe('diverged');
  expect(run.reason).toMatch(/step 60/);
  expect((await ask(studio, 'runs.losses', { id, from: 0 })).values.length).toBe(50);
  expect(await studio.call('queue.resume', { id })).toMatchObject({ error: { code: 'wrong-state' } });
});

test('an engine that cannot start fails its run with the engine’s own reason, and the queue goes on', async () => {
  behave({ failAtStart: true });
  const studio = await testStudio();
  const first = await addRun(studio);
  const second = await addRun(studio);
  for (const id of [first, second]) {
    const run = await whenRun(studio, id, isOver);
    expect(run).toMatchObject({ status: 'failed', reason: 'No backend could be loaded. Resume starts it again.' });
  }
  const report = await ask(studio, 'machine.check', {});
  expect(report).toMatchObject({ backend: null, stepsPerSecond: null });
  expect(report.backendProblem).not.toBeNull();
});

test('a training that the engine refuses fails with its sentence', async () => {
  behave({ refuseTraining: true });
  const studio = await testStudio();
  const id = await addRun(studio);
  const run = await whenRun(studio, id, isOver);
  expect(run).toMatchObject({ status: 'failed', reason: 'The fake engine refuses this training.' });
});

test('input is refused at the door with the name of the field', async () => {
  const studio = await testStudio();
  const refusal = async (command: StudioCommandName, input: unknown) => {
    const reply = await studio.call(command, input as never);
    return reply.ok ? 'accepted' : `${reply.error.code} ${reply.error.message}`;
  };
  const config = { ...testConfig(), batch: 0 };
  expect(await refusal('queue.add', { runs: [{ name: null, config }], study: null })).toMatch(
    /bad-input .*Batch must be a whole number/,
  );
  expect(await refusal('runs.sample', { id: 'x' })).toMatch(/bad-input .*step/);
  expect(await refusal('runs.show', null)).toMatch(/bad-input/);
  expect(await refusal('runs.show', { id: 'x', more: 1 })).toMatch(/bad-input .*more/);
  expect(await refusal('runs.show', { id: 'unknown' })).toMatch(/not-found/);
  expect(await refusal('toString' as StudioCommandName, {})).toMatch(/bad-input/);
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
});

test('the machine check reports the backend and a measured speed', async () => {
  const studio = await testStudio();
  const report = await ask(studio, 'machine.check', {});
  expect(report).toMatchObject({ backend: { kind: 'native-cpu' }, backendProblem: null, stepsPerSecond: 2000 });
  expect(report.libraryBytes).toBeGreaterThan(0);
  expect(report.freeBytes).toBeGreaterThan(0);
});
