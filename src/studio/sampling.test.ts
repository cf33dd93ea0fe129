import { expect, test } from 'vitest';
import { LAB_WAYS } from '../shared/flow/solver-lab.ts';
import type { Studio } from './studio.ts';
import { addRun, ask, behave, isOver, nextEvent, testStudio, whenRun } from './testing/fixture.ts';

const request = (id: string, step: number | null = null) => ({
  id,
  step,
  n: 3,
  steps: 10,
  solver: 'euler' as const,
  seed: 1,
  condition: { kind: 'any' as const },
  frames: 2,
});

/** The fake engine samples the first parameter, which tells the step the parameters are of. */
async function sampledStep(studio: Studio, id: string, step: number | null = null) {
  return (await ask(studio, 'runs.sample', request(id, step))).frames[0];
}

async function finishedRun(studio: Studio) {
  const id = await addRun(studio);
  await whenRun(studio, id, isOver);
  return id;
}

test('a stored run is sampled at its latest and at any snapshot step', async () => {
  const studio = await testStudio();
  const id = await finishedRun(studio);
  expect(await sampledStep(studio, id)).toBe(100);
  expect(await sampledStep(studio, id, 50)).toBe(50);
  expect(await sampledStep(studio, id, 0)).toBe(0);
  expect(await sampledStep(studio, id)).toBe(100);
  expect(await studio.call('runs.sample', request(id, 51))).toMatchObject({ error: { code: 'not-found' } });
  const field = { id, step: null, times: [0, 1], grid: 3, extent: 2, condition: { kind: 'any' as const } };
  expect(await ask(studio, 'runs.field', field)).toHaveLength(2 * 3 * 3 * 2);
});

test('of several waiting samples of a run only the newest is served', async () => {
  behave({ sampleDelayMs: 50 });
  const studio = await testStudio();
  const id = await finishedRun(studio);
  const replies = await Promise.all([0, 50, 0, 100].map((step) => studio.call('runs.sample', request(id, step))));
  const served = replies.filter((reply) => reply.ok);
  const last = replies.at(-1);
  expect(last?.ok && last.value.frames[0]).toBe(100);
  expect(served.length).toBeLessThanOrEqual(2);
  for (const reply of replies) {
    if (!reply.ok)
      expect(reply.error).toMatchObject({ code: 'wrong-state', message: expect.stringMatching(/superseded/) });
  }
});

test('samples that are wanted in turn are all served, whatever is asked for meanwhile', async () => {
  behave({ sampleDelayMs: 20 });
  const studio = await testStudio();
  const id = await finishedRun(studio);
  const turns = [0, 50].map((step) => studio.call('runs.sample', { ...request(id, step), inTurn: true }));
  const newest = studio.call('runs.sample', request(id, 100));
  for (const reply of await Promise.all([...turns, newest])) expect(reply.ok).toBe(true);
});

test('a killed sampling engine is started again and answers the same request', async () => {
  behave({ sampleDelayMs: 200 });
  const studio = await testStudio();
  const id = await finishedRun(studio);
  await sampledStep(studio, id);
  const [pid] = studio.enginePids();
  const gone = nextEvent(studio, (event) => event.kind === 'engine' && event.state === 'gone');
  const answer = sampledStep(studio, id, 50);
  process.kill(pid as number, 'SIGKILL');
  await gone;
  expect(await answer).toBe(50);
  expect(studio.enginePids()).not.toContain(pid);
});

test('an engine that cannot start refuses in words', async () => {
  const studio = await testStudio();
  const id = await finishedRun(studio);
  behave({ failAtStart: true });
  expect(await studio.call('runs.sample', request(id))).toMatchObject({ error: { code: 'engine-gone' } });
});

test('a run in training answers for itself while the sampling engine is not ready', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const id = await addRun(studio, { steps: 100_000 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  // The training engine of the fake has loaded nothing and says so by -1.
  expect(await sampledStep(studio, id)).toBe(-1);
  expect(studio.enginePids()).toHaveLength(1);
});

test('a run that has not begun has nothing to sample', async () => {
  const studio = await testStudio();
  await ask(studio, 'queue.hold', { held: true });
  const id = await addRun(studio);
  expect(await studio.call('runs.sample', request(id))).toMatchObject({ error: { code: 'wrong-state' } });
  expect(await studio.call('runs.parameters', { id })).toMatchObject({ error: { code: 'not-found' } });
});

test('a solver lab answers while other samples come in between, tells its share, and refuses what is not there', async () => {
  const studio = await testStudio();
  const id = await finishedRun(studio);
  const shares: number[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'lab' && event.id === id) shares.push(event.share);
  });
  let labIsDone = false;
  const lab = { id, step: null, n: 5, seed: 2, condition: { kind: 'any' } } as const;
  const answer = ask(studio, 'runs.lab', lab).finally(() => {
    labIsDone = true;
  });
  await sampledStep(studio, id);
  expect(labIsDone).toBe(false);
  const result = await answer;
  expect(result).toMatchObject({ n: 5, seed: 2, reference: { solver: 'dopri5', tolerance: 1e-8 } });
  expect(result.points).toHaveLength(LAB_WAYS.length);
  expect(result.skipped.map(({ solver }) => solver)).toEqual(['euler-maruyama']);
  expect(shares.at(-1)).toBe(1);
  expect(await studio.call('runs.lab', { ...lab, step: 51 })).toMatchObject({ error: { code: 'not-found' } });
  expect(await studio.call('runs.lab', { ...lab, n: 0 })).toMatchObject({ error: { code: 'bad-input' } });
});
