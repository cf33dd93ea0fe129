import { expect, test } from 'vitest';
import type { RunSummary } from '../shared/model/records.ts';
import { STUDIES } from '../shared/studies/studies.ts';
import { ask, isOver, testStudio, whenRun } from './testing/fixture.ts';

const EULER = { key: 'euler-1', solver: 'euler', steps: 1, tolerance: 1e-4 } as const;
const order = { base: 'gaussian', seed: 4, maxSteps: 20 } as const;

test('a reflow run gets the id of its teacher, which stands before it in the queue', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const { runIds } = await ask(studio, 'study.start', { preset: 'four-gaussians', ...order });
  const runs: RunSummary[] = [];
  for (const id of runIds) runs.push(await ask(studio, 'runs.show', { id }));
  expect(runs.map((run) => [run.name, run.config.coupling.kind, run.config.coupling.teacher])).toEqual([
    ['four-random', 'independent', null],
    ['four-ot', 'ot', null],
    ['four-reflow', 'reflow', runIds[0]],
  ]);
  expect(runs.map((run) => [run.preset, run.studyName, run.config.seed, run.config.steps])).toEqual(
    runs.map(() => ['four-gaussians', STUDIES['four-gaussians'].title, 4, 20]),
  );
});

test('a study can be gone on with: a left-out teacher is found among the finished runs', async () => {
  const studio = await testStudio();
  const preset = 'four-gaussians';
  const refused = await studio.call('study.start', { preset, ...order, only: ['reflow'] });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'bad-input', message: expect.stringMatching(/needs its run random first/) },
  });
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
  const first = await ask(studio, 'study.start', { preset, ...order, only: ['random'] });
  await whenRun(studio, first.runIds[0] ?? '', isOver);
  await ask(studio, 'queue.hold', { held: true });
  const second = await ask(studio, 'study.start', { preset, ...order, only: ['reflow'] });
  const run = await ask(studio, 'runs.show', { id: second.runIds[0] ?? '' });
  expect(run.config.coupling.teacher).toBe(first.runIds[0]);
});

test('a second start of a study gets names of its own', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const names: string[] = [];
  for (let k = 0; k < 2; k++) {
    const { runIds } = await ask(studio, 'study.start', { preset: 'mixture-11', ...order });
    const run = await ask(studio, 'runs.show', { id: runIds[0] ?? '' });
    names.push(`${run.studyName}: ${run.name}`);
  }
  expect(names).toEqual(['Mixture of eleven: mixture-11', 'Mixture of eleven-2: mixture-11-2']);
});

test.each([
  ['a study without trainings', { preset: 'paths' as const }, /computed/],
  ['a source that the study has not', { preset: 'c2ot' as const }, /starts from 8-gaussians, not from gaussian/],
  ['a run that it has not', { preset: 'ring' as const, only: ['nobody'] }, /no run nobody; its runs are unconditional/],
])('%s is refused and nothing is started', async (_name, input, message) => {
  const studio = await testStudio();
  const reply = await studio.call('study.start', { ...order, ...input });
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input', message: expect.stringMatching(message) } });
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
});

test('an evaluation is kept with its run, and what depends on the data alone is measured once', async () => {
  const studio = await testStudio();
  const { runIds } = await ask(studio, 'study.start', { preset: 'mixture-11', ...order });
  const id = runIds[0] ?? '';
  expect(await studio.call('runs.evaluate', { id: 'nobody', n: 100, solvers: [EULER], energy: false })).toMatchObject({
    error: { code: 'not-found' },
  });
  await whenRun(studio, id, isOver);
  const told: string[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'evaluating') told.push(`${event.id} ${event.words}`);
  });
  const metrics = await ask(studio, 'runs.evaluate', { id, n: 100, solvers: [EULER], energy: false });
  expect(metrics).toEqual([{ name: 'w2Squared@euler-1', step: 20, value: 0.25, n: 100, floor: 0.01 }]);
  expect(told).toEqual([`${id} euler-1`]);
  const run = await ask(studio, 'runs.show', { id });
  expect(run.metrics).toContainEqual(metrics[0]);
  expect(await studio.call('runs.evaluate', { id, n: 10, solvers: [EULER], energy: false })).toMatchObject({
    error: { code: 'bad-input', message: expect.stringMatching(/from 100 to 20/) },
  });
});
