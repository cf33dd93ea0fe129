/** A training as it is watched: the curve moves, and pause, resume and stop do what they say. */
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changes, restingPicture } from './fixtures/pictures.ts';
import { hasStatus, runOf, startLongRun, trainedBeyond } from './fixtures/runs.ts';
import { TrainPage } from './pages/train.ts';
import { WindowPage } from './pages/window.ts';

test('the curve moves while a run trains; pause, resume, stop and keep', async ({ start }) => {
  const { app, page } = await start({ theme: 'light', size: { width: 1440, height: 900 } });
  const train = new TrainPage(page);
  const id = await startLongRun(page);
  await new WindowPage(page).open('Train');
  await train.shows('long-run');
  await trainedBeyond(page, id, 100);

  const first = await train.loss.screenshot();
  await changes(app, train.loss, first, 0.001);
  expect((await runOf(page, id)).status).toBe('training');

  await train.pause.click();
  await hasStatus(page, id, 'paused');
  const paused = (await runOf(page, id)).step;
  const still = await restingPicture(train.loss);
  expect((await runOf(page, id)).step).toBe(paused);

  await train.resume.click();
  await trainedBeyond(page, id, paused + 100);
  await expect.poll(async () => (await train.loss.screenshot()).equals(still)).toBe(false);

  await train.stop.click();
  await hasStatus(page, id, 'stopped');
  const kept = await runOf(page, id);
  expect(kept.step).toBeGreaterThan(paused);
  const { values } = await ask(page, 'runs.losses', { id: kept.id, from: 0 });
  expect(values.length).toBe(kept.step);
  expect(Array.from(values).every(Number.isFinite)).toBe(true);
});
