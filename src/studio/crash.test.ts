import { expect, test } from 'vitest';
import { RandomStream } from '../shared/flow/random.ts';
import type { Metric } from '../shared/model/records.ts';
import { openStore } from './store/store.ts';
import { fakeLoss } from './testing/fake-values.ts';
import { addRun, ask, behave, isOver, nextEvent, testStudio, whenRun } from './testing/fixture.ts';

const STEPS = 2000;
const LAST_KILL = 1900;
/** STREAMLINE_KILLS=100 is the long run. */
const KILLS = Number(process.env.STREAMLINE_KILLS ?? 20);

test(
  `${KILLS} kills at random moments: no announced metric or loss is lost, and every time the run goes on`,
  async () => {
    // The engine waits before the end, so that a kill never comes too late.
    behave({ chunk: 5, delayMs: 1, hangAt: LAST_KILL });
    const studio = await testStudio();
    const announced = new Map<string, Metric>();
    let lossesUntil = 0;
    studio.subscribe((event) => {
      if (event.kind === 'losses') lossesUntil = Math.max(lossesUntil, event.firstStep + event.values.length);
      if (event.kind !== 'snapshot') return;
      for (const metric of event.info.metrics) announced.set(`${metric.name} ${metric.step}`, metric);
    });
    const random = new RandomStream(11, 'evaluation');
    const id = await addRun(studio, { steps: STEPS });
    let kills = 0;
    let mostLost = 0;
    for (; kills < KILLS; kills++) {
      const target = Math.round((LAST_KILL * (kills + random.uniform())) / KILLS);
      await nextEvent(studio, (event) => event.kind === 'losses' && event.firstStep + event.values.length >= target);
      const [pid] = studio.enginePids();
      process.kill(pid as number, 'SIGKILL');
      const run = await whenRun(studio, id, isOver);
      expect(run.status).toBe('interrupted');
      expect(run.reason).toMatch(/SIGKILL.*Resume goes on from step \d+|Resume starts it again/);
      const kept = Number(/from step (\d+)/.exec(run.reason ?? '')?.[1] ?? 0);
      mostLost = Math.max(mostLost, run.step - kept);
      const { values } = await ask(studio, 'runs.losses', { id, from: 0 });
      expect(values.length).toBeGreaterThanOrEqual(lossesUntil);
      if (kills === KILLS - 1) behave({ chunk: 5, delayMs: 1 });
      await ask(studio, 'queue.resume', { id });
    }
    expect(await whenRun(studio, id, isOver)).toMatchObject({ status: 'finished', step: STEPS });
    // The curve of a run killed 20 times is the curve of an unbroken one.
    const { values } = await ask(studio, 'runs.losses', { id, from: 0 });
    expect(values).toEqual(Float32Array.from({ length: STEPS }, (_, step) => fakeLoss(1, step)));
    const stored = new Map(
      (await ask(studio, 'runs.metrics', { id })).map((metric) => [`${metric.name} ${metric.step}`, metric]),
    );
    const lost = [...announced].filter(([key, metric]) => JSON.stringify(stored.get(key)) !== JSON.stringify(metric));
    console.info(
      `${kills} kills: ${lost.length} of ${announced.size} metrics lost, at most ${mostLost} steps repeated`,
    );
    expect(lost).toEqual([]);
    expect(mostLost).toBeLessThanOrEqual(25 + 5);
    await studio.close();
    const store = await openStore({ folder: studio.library, now: Date.now, usedElsewhere: () => false });
    expect(store.notices).toEqual([]);
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
  },
  10_000 + 3000 * KILLS,
);

test('an engine that leaves without a word is no finished run', async () => {
  behave({ dieAt: 60 });
  const studio = await testStudio();
  const id = await addRun(studio);
  const run = await whenRun(studio, id, isOver);
  expect(run.status).toBe('interrupted');
  expect(run.reason).toMatch(/code 3.*Resume goes on from step 50\./);
});

test('a silent engine is shown as stalled and recovers by itself', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const id = await addRun(studio, { steps: 100_000 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  const [pid] = studio.enginePids();
  process.kill(pid as number, 'SIGSTOP');
  const stalled = await nextEvent(studio, (event) => event.kind === 'progress' && event.progress.stalled);
  expect(stalled).toMatchObject({ progress: { id } });
  process.kill(pid as number, 'SIGCONT');
  const after = await nextEvent(studio, (event) => event.kind === 'progress' && !event.progress.stalled);
  if (after.kind === 'progress') expect(after.progress.remainingMs ?? 0).toBeGreaterThanOrEqual(0);
  // Closing does not wait for an engine that is stopped again.
  process.kill(pid as number, 'SIGSTOP');
  await studio.close();
  expect(() => process.kill(pid as number, 0)).toThrow();
});

test('closing during a training keeps a checkpoint of its last step', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const id = await addRun(studio, { steps: 100_000, checkpointEvery: 90_000 });
  await nextEvent(studio, (event) => event.kind === 'losses' && event.firstStep > 30);
  await studio.close();
  behave({});
  const again = await testStudio({ library: studio.library });
  const run = await ask(again, 'runs.show', { id });
  expect(run.status).toBe('interrupted');
  expect((await ask(again, 'runs.parameters', { id })).step).toBe(run.step);
  expect(run.step).toBeGreaterThan(30);
});
