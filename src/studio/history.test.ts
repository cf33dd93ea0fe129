import { expect, test } from 'vitest';
import { addRun, ask, behave, isOver, testStudio, whenRun } from './testing/fixture.ts';

test('the history of a run tells when it was interrupted, from where it was resumed, and what it noted', async () => {
  behave({ dieAt: 60 });
  const studio = await testStudio();
  const id = await addRun(studio);
  await whenRun(studio, id, isOver);
  behave({ notice: 'Sampled with rk4 in 8 steps, because dopri5 could not: it was stuck.' });
  await ask(studio, 'queue.resume', { id });
  await whenRun(studio, id, ({ status }) => status === 'finished');

  const history = await ask(studio, 'runs.history', { id });
  expect(history.map(({ kind }) => kind)).toEqual([
    ...['created', 'started', 'interrupted'],
    ...['resume', 'started', 'notice', 'finished'],
  ]);
  const detail = (kind: string) => history.find((entry) => entry.kind === kind)?.detail;
  expect(detail('interrupted')).toMatch(/Resume goes on from step 50\.$/);
  expect(detail('resume')).toBe('From step 50.');
  expect(detail('notice')).toMatch(/^Step 100: Sampled with rk4/);
  expect(await studio.call('runs.history', { id: 'nobody' })).toMatchObject({ error: { code: 'not-found' } });
});
