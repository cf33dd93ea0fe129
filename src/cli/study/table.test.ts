import { expect, test } from 'vitest';
import { STUDIES, TABLES } from '../../shared/studies/studies.ts';
import { ask, behave, isOver, testStudio, whenRun } from '../../studio/testing/fixture.ts';
import { trainTable } from './table.ts';
import { tableText } from './table-result.ts';

const table = TABLES.c2ot;
if (!table) throw new Error('There is no table of c2ot.');
const order = { study: STUDIES.c2ot, table, seeds: [1], steps: 20, n: 100 };

test('a table trains and measures what is missing, goes on with another seed, and does nothing twice', async () => {
  const studio = await testStudio();
  const first = await trainTable(studio, order);
  expect(first.result).toMatchObject({ study: 'c2ot', seeds: [1], steps: 20, publishedSteps: 20_000 });
  // The fake engine knows w2Squared of every solver, which is all this table asks for.
  expect(first.result.complete).toBe(true);
  expect(await ask(studio, 'runs.list', {})).toHaveLength(8);

  const second = await trainTable(studio, { ...order, seeds: [1, 2] });
  expect(second.result.cells).toHaveLength(16);
  expect(second.result.cells[0]).toMatchObject({
    run: 'uncond-fm',
    figure: 'w2Squared@euler-1',
    seeds: [1, 2],
    values: [0.25, 0.25],
    mean: 0.25,
    std: 0,
    floor: 0.01,
    published: { mean: 6.232, std: 0.186 },
    verdict: null,
  });
  expect(await ask(studio, 'runs.list', {})).toHaveLength(16);

  await trainTable(studio, { ...order, seeds: [1, 2] });
  expect(await ask(studio, 'runs.list', {})).toHaveLength(16);
}, 120_000);

test('another n is measured anew without training, and a partial table says that it is one', async () => {
  const studio = await testStudio();
  await trainTable(studio, { ...order, n: 100 });
  const runs = (await ask(studio, 'runs.list', {})).length;
  const again = await trainTable(studio, { ...order, n: 200 });
  expect(again.result.cells[0]).toMatchObject({ n: 200, values: [0.25] });
  expect((await ask(studio, 'runs.list', {})).length).toBe(runs);
  const text = tableText(again.result, table);
  expect(text).toMatch(/uncond-fm +6\.232 ± 0\.19 +0\.25 +0\.01 +1/);
  expect(text).toMatch(/20 of 20000 steps: a quick look/);
  expect(text).not.toMatch(/Not complete/);
}, 120_000);

test('a run that was stopped goes on instead of starting anew', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const long = { ...order, steps: 5000 };
  const { runIds } = await ask(studio, 'study.start', {
    preset: 'c2ot',
    base: '8-gaussians',
    seed: 1,
    maxSteps: long.steps,
    only: ['uncond-fm'],
  });
  const id = runIds[0] ?? '';
  await whenRun(studio, id, (run) => run.status === 'training' && run.step > 0);
  await ask(studio, 'queue.stop', { id });
  await whenRun(studio, id, isOver);
  behave({ chunk: 5000 });
  const { result } = await trainTable(studio, long);
  expect(result.complete).toBe(true);
  const runs = await ask(studio, 'runs.list', {});
  expect(runs).toHaveLength(8);
  expect(runs.find((run) => run.id === id)).toMatchObject({ status: 'finished', step: 5000 });
}, 120_000);
