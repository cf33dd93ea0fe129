#!/usr/bin/env node
/**
 * Counts what scrubbing costs: six runs of 2 000 particles and 101 frames side by side, the time band dragged over and
 * over. Prints processor time of the page's own scripts for each drawn frame, what was sent to the graphics, and whether
 * anything was built. Needs the project's Node 24:
 *
 *   node_modules/.bin/node e2e/tools/scrub.mjs [--runs 6] [--particles 2000] [--all-paths] [--seconds 6] [--json]
 */
import { parseArgs } from 'node:util';
import { ringConfig } from '../../src/shared/model/presets.ts';
import { countGraphics, graphicsCounts, pageCosts, resetGraphics } from '../fixtures/graphics.ts';
import { launch, makeFolders, rememberSettings, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '6' },
    particles: { type: 'string', default: '2000' },
    'all-paths': { type: 'boolean', default: false },
    seconds: { type: 'string', default: '6' },
    json: { type: 'boolean', default: false },
  },
});

await readyToLaunch();
const folders = makeFolders();
rememberSettings(folders, 'dark', { width: 1920, height: 1080 });
const app = await launch(folders);
try {
  const page = await usablePage(app);
  await trainRuns(page, Number(values.runs));
  await countGraphics(page);
  const closed = await graphicsCounts(page);
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.getByRole('checkbox', { name: /all/i }).first().click();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Particles and paths' }).click();
  await page
    .getByRole('menuitemradio', { name: new RegExp(`^${grouped(Number(values.particles))} particles`) })
    .click();
  if (values['all-paths']) {
    await page.getByRole('button', { name: 'Particles and paths' }).click();
    await page.getByRole('menuitemradio', { name: 'A path for every particle' }).click();
  }
  await settled(page);
  const result = await scrub(page, Number(values.seconds) * 1000);
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.waitForTimeout(1000);
  const after = await graphicsCounts(page);
  const report = {
    runs: Number(values.runs),
    particles: Number(values.particles),
    allPaths: values['all-paths'],
    ...result,
  };
  const left = { buffersLeft: after.buffers - closed.buffers, texturesLeft: after.textures - closed.textures };
  const all = { ...report, ...left };
  if (values.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  else for (const [name, value] of Object.entries(all)) process.stdout.write(`${name}: ${value}\n`);
} finally {
  await app.close();
  removeFolders(folders);
}

function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}

async function trainRuns(page, count) {
  const base = ringConfig('onehot', 'gaussian', 1);
  const network = { ...base.network, width: 16, depth: 2 };
  const runs = Array.from({ length: count }, (_, i) => ({
    name: `run-${i + 1}`,
    config: { ...base, steps: 40, snapshotEvery: 40, network, batch: 32 + i },
  }));
  const call = (command, input) =>
    page.evaluate(([name, given]) => window.streamline.call(name, given), [command, input]);
  await call('queue.add', { runs, study: null });
  for (;;) {
    const reply = await call('runs.list', {});
    if (reply.ok && reply.value.every((run) => run.status === 'finished')) return;
    await page.waitForTimeout(300);
  }
}

/** Nothing is sent to the graphics any more: every flow is there and drawn in full. */
async function settled(page) {
  for (let last = -1, same = 0; same < 4; ) {
    await page.waitForTimeout(500);
    const { uploadedBytes } = await graphicsCounts(page);
    same = uploadedBytes === last && uploadedBytes > 0 ? same + 1 : 0;
    last = uploadedBytes;
  }
}

async function scrub(page, milliseconds) {
  const band = await page.getByRole('slider', { name: 'Flow time', exact: true }).boundingBox();
  const y = band.y + band.height - 12;
  await page.mouse.move(band.x + band.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(band.x + band.width * 0.4, y);
  await page.waitForTimeout(600);
  await resetGraphics(page);
  const before = await pageCosts(page);
  const began = Date.now();
  let moves = 0;
  for (; Date.now() - began < milliseconds; moves++) {
    await page.mouse.move(band.x + band.width * (0.5 + 0.45 * Math.sin(moves / 9)), y);
  }
  const costs = await pageCosts(page);
  const counts = await graphicsCounts(page);
  await page.mouse.up();
  const perFrame = (value) => Number((value / Math.max(1, counts.frames)).toFixed(3));
  return {
    moves,
    frames: counts.frames,
    scriptMsPerFrame: perFrame(costs.scriptMs - before.scriptMs),
    layoutMsPerFrame: perFrame(costs.layoutMs - before.layoutMs),
    mainThreadMsPerFrame: perFrame(costs.taskMs - before.taskMs),
    drawCallsPerFrame: perFrame(counts.draws),
    uploadsPerFrame: perFrame(counts.uploads),
    uploadedKilobytesPerFrame: perFrame(counts.uploadedBytes / 1024),
    pathsBuilt: counts.indexUploads,
    heapGrowthKilobytes: Math.round((costs.heapBytes - before.heapBytes) / 1024),
  };
}
