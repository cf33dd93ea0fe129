/** Pictures, movies and charts that the app wrote, read back as other programs read them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import type { Metric } from '../src/shared/model/records.ts';
import { unzipChecked } from '../src/studio/transfer/zip.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { readChart } from './fixtures/chart.ts';
import { openReader } from './fixtures/reader.ts';
import { choose, dialogsAnswer, fillSize } from './fixtures/system.ts';
import { readWebm } from './fixtures/webm.ts';
import { WindowPage } from './pages/window.ts';

async function flowShown(page: Page): Promise<readonly string[]> {
  const { runIds } = await ask(page, 'example.open', {});
  await new WindowPage(page).open('Flow');
  await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeEnabled({ timeout: 60_000 });
  return runIds;
}

/** What the loss curve says it shows: the logarithm of the mean of each 400th of the training, at its middle. */
function stretches(losses: Float32Array): (readonly [step: number, value: number])[] {
  const size = losses.length / 400;
  return Array.from({ length: 400 }, (_, k) => {
    const part = losses.slice(size * k, size * (k + 1));
    return [size * k + (size - 1) / 2, Math.log(part.reduce((sum, loss) => sum + loss, 0) / size)];
  });
}

/** The figures of the snapshots; the closing one has another n. */
function figures(metrics: readonly Metric[], title: string): (readonly [step: number, value: number])[] {
  const named = metrics.filter(({ name }) => name === title);
  return named.filter(({ n }) => n === named[0]?.n).map(({ step, value }) => [step, value]);
}

test('charts are XML whose points are the recorded figures', async ({ start, folders }) => {
  const { app, page } = await start();
  const { runIds } = await ask(page, 'example.open', {});
  const path = join(folders.all, 'charts.zip');
  await dialogsAnswer(app, path);
  await ask(page, 'file.export', { ids: [...runIds], format: 'svg' });
  const files = unzipChecked(path, readFileSync(path), () => true);
  expect([...files.keys()]).toContain('Loss.svg');
  const runs = await Promise.all(
    runIds.map(async (id) => ({
      run: await ask(page, 'runs.show', { id }),
      metrics: await ask(page, 'runs.metrics', { id }),
      losses: (await ask(page, 'runs.losses', { id, from: 0 })).values,
    })),
  );
  let compared = 0;
  for (const [name, bytes] of files) {
    const isLoss = name === 'Loss.svg';
    const { title, curves, tenth } = await readChart(page, Buffer.from(bytes).toString(), isLoss);
    if (isLoss) expect(curves.map((curve) => curve.name)).toEqual(runs.map(({ run }) => run.name));
    for (const { name: curve, points } of curves) {
      const found = runs.find(({ run }) => run.name === curve);
      if (!found) throw new Error(`${name} has a curve called ${curve}.`);
      const truth = isLoss ? stretches(found.losses) : figures(found.metrics, title);
      expect(points.length, `${title} of ${curve}`).toBe(truth.length);
      for (const [k, [step, value]] of truth.entries()) {
        const [across = Number.NaN, up = Number.NaN] = points[k] ?? [];
        expect(Math.abs(across - step)).toBeLessThan(10);
        expect(Math.abs(up - value)).toBeLessThanOrEqual(1.01 * tenth);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(4 * 400 + 20);
});

test('a picture has every pixel of the size asked for; a movie has every frame and plays elsewhere', async ({
  start,
  folders,
}) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  await flowShown(page);

  const picture = join(folders.all, 'view.png');
  await dialogsAnswer(app, picture);
  await choose(app, 'file.picture');
  const still = page.getByRole('dialog', { name: 'Save picture' });
  await fillSize(still, 500, 301);
  await still.getByText('Light').click();
  await still.getByRole('button', { name: 'Save picture' }).click();
  await expect(window.messages.getByText('view.png written')).toBeVisible({ timeout: 60_000 });
  const { width, height, data } = PNG.sync.read(readFileSync(picture));
  expect([width, height, data.length]).toEqual([500, 301, 4 * 500 * 301]);
  const colours = new Set(Array.from({ length: width * height }, (_, i) => data.readUInt32BE(4 * i)));
  expect(colours.size).toBeGreaterThan(500);
  // A light ground, and nothing to look through.
  expect(data.subarray(0, 3).every((value) => value > 220)).toBe(true);
  expect(Array.from({ length: width * height }, (_, i) => data[4 * i + 3]).every((alpha) => alpha === 255)).toBe(true);

  const movie = join(folders.all, 'flow.webm');
  await dialogsAnswer(app, movie);
  await choose(app, 'file.movie');
  const moving = page.getByRole('dialog', { name: 'Save movie' });
  await fillSize(moving, 322, 201);
  await moving.getByLabel('Frames').fill('8');
  await moving.getByLabel('Length').fill('1.5');
  await moving.getByRole('button', { name: 'Save movie' }).click();
  await expect(window.messages.getByText('flow.webm written')).toBeVisible({ timeout: 60_000 });
  const webm = readWebm(readFileSync(movie));
  // Encoders take even sizes only.
  expect([webm.width, webm.height]).toEqual([322, 200]);
  expect(webm.codec).toMatch(/^V_VP[89]$/);
  expect(webm.frames.map(({ timeMs }) => Math.round(timeMs))).toEqual(
    Array.from({ length: 12 }, (_, k) => Math.round((k * 1000) / 8)),
  );
  expect(webm.frames[0]?.key).toBe(true);
  expect(Math.abs(webm.durationMs - 1500)).toBeLessThan(2);

  const reader = await openReader(folders);
  try {
    await reader.open(pathToFileURL(movie).href);
    const video = reader.page.locator('video');
    const seek = async (to: number): Promise<Buffer> => {
      await video.evaluate(async (element, time) => {
        const player = element as HTMLVideoElement;
        player.pause();
        if (player.currentTime === time && player.readyState >= 2) return;
        await new Promise((done) => {
          player.addEventListener('seeked', done, { once: true });
          player.currentTime = time;
        });
      }, to);
      return video.screenshot();
    };
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).readyState)).toBeGreaterThan(1);
    const told = await video.evaluate((element) => {
      const { videoWidth, videoHeight, duration, error } = element as HTMLVideoElement;
      return { videoWidth, videoHeight, duration, error: error?.message ?? null };
    });
    expect(told).toEqual({ videoWidth: 322, videoHeight: 200, duration: expect.closeTo(1.5, 2), error: null });
    const begin = await seek(0.01);
    // The frame is painted some time after the place was found.
    await expect.poll(async () => begin.equals(await seek(1.4))).toBe(false);
  } finally {
    await reader.close();
  }
});
