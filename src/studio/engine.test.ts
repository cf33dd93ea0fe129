import { expect, test } from 'vitest';
import { engineProgram } from './engine-program.ts';
import type { Studio } from './studio.ts';
import { addRun, ask, isOver, nextEvent, testConfig, testStudio, whenRun } from './testing/fixture.ts';

/** The real engine, small: what the scripted one cannot show is that both sides mean the same. */
const CONFIG = {
  steps: 120,
  batch: 64,
  dataSize: 256,
  snapshotEvery: 40,
  checkpointEvery: 20,
  sampling: { ...testConfig().sampling, solver: 'euler', steps: 5, samples: 20 },
} as const;

const realStudio = () => testStudio({ engine: engineProgram() });

async function everything(studio: Studio, id: string) {
  const { parameters, step } = await ask(studio, 'runs.parameters', { id });
  const { values } = await ask(studio, 'runs.losses', { id, from: 0 });
  const metrics = await ask(studio, 'runs.metrics', { id });
  return { parameters, step, losses: values, metrics };
}

test('the real engine trains and samples; killed in between it ends with the same numbers to the last bit', async () => {
  const studio = await realStudio();
  const whole = await addRun(studio, CONFIG);
  const run = await whenRun(studio, whole, isOver);
  expect(run).toMatchObject({ status: 'finished', reason: null, step: 120 });
  expect(run.metrics.length).toBeGreaterThan(3);
  const snapshots = await ask(studio, 'runs.snapshots', { id: whole });
  expect(snapshots.map((info) => info.step)).toEqual([0, 40, 80, 120]);
  const { trajectories } = await ask(studio, 'runs.snapshot', { id: whole, step: 80 });
  expect(trajectories.frames).toHaveLength(trajectories.frameCount * trajectories.particleCount * 2);

  const broken = await addRun(studio, CONFIG);
  await nextEvent(studio, (event) => event.kind === 'snapshot' && event.id === broken && event.info.step === 80);
  process.kill(studio.enginePids()[0] as number, 'SIGKILL');
  expect((await whenRun(studio, broken, isOver)).status).toBe('interrupted');
  await ask(studio, 'queue.resume', { id: broken });
  expect((await whenRun(studio, broken, isOver)).status).toBe('finished');
  expect(await everything(studio, broken)).toEqual(await everything(studio, whole));

  const condition = { kind: 'class', label: 2 } as const;
  const request = { id: whole, n: 50, steps: 10, solver: 'heun', seed: 3, condition, frames: 11 } as const;
  const latest = await ask(studio, 'runs.sample', { ...request, step: null });
  expect(latest).toMatchObject({ frameCount: 11, particleCount: 50 });
  expect(await ask(studio, 'runs.sample', { ...request, step: 120 })).toMatchObject({ frames: latest.frames });
  const atStart = await ask(studio, 'runs.sample', { ...request, step: 0 });
  // The same noise, other parameters.
  expect(atStart.frames.slice(0, 100)).toEqual(latest.frames.slice(0, 100));
  expect(atStart.frames).not.toEqual(latest.frames);
  const field = { id: whole, step: null, times: [0, 0.5], grid: 5, extent: 4, condition } as const;
  expect((await ask(studio, 'runs.field', { ...field, times: [...field.times] })).every(Number.isFinite)).toBe(true);
  const refused = await studio.call('runs.sample', { ...request, step: null, condition: { kind: 'class', label: 99 } });
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad-input' } });
}, 120_000);

test('an absurd learning rate ends as diverged, with the last finite state kept', async () => {
  const studio = await realStudio();
  const optimizer = { ...testConfig().optimizer, learningRate: 1e6 };
  const id = await addRun(studio, { ...CONFIG, steps: 5000, optimizer });
  const run = await whenRun(studio, id, isOver);
  expect(run.status).toBe('diverged');
  expect(run.reason).toMatch(/no longer finite at step \d+/);
  const { parameters } = await ask(studio, 'runs.parameters', { id });
  expect(parameters.every(Number.isFinite)).toBe(true);
});
