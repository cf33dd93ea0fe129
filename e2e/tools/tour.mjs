#!/usr/bin/env node
/**
 * Takes the pictures of docs/tour.md anew: trains the ring study and a small sweep in a library of its own, and goes the six
 * ways a researcher works. Needs the project's Node 24 and some minutes:
 *
 *   node_modules/.bin/node e2e/tools/tour.mjs [--out docs/tour] [--theme dark] [--only sweep] [--quick]
 *
 * --quick trains a few steps only, to try the way itself. JPEG of medium quality, about 100 kB each.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ringConfig } from '../../src/shared/model/presets.ts';
import { launch, makeFolders, rememberSettings, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/tour' },
    theme: { type: 'string', default: 'dark' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

await readyToLaunch();

const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const folders = makeFolders();
rememberSettings(folders, values.theme === 'light' ? 'light' : 'dark', { width: 1440, height: 900 });
const app = await launch(folders);
const page = await usablePage(app);
const call = async (command, input) => {
  const reply = await page.evaluate(([name, given]) => window.streamline.call(name, given), [command, input]);
  if (!reply.ok) throw new Error(`${command}: ${reply.error.message}`);
  return reply.value;
};
const tab = (name) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

const STOPS = { train, scrub, compare, sweep, export: exports, data: ownData };

try {
  await prepare();
  for (const [name, go] of Object.entries(STOPS)) {
    if (values.only !== undefined && values.only !== name) continue;
    await go();
    await stillPicture(join(out, `${name}.jpg`));
    process.stdout.write(`${name}.jpg\n`);
    await page.keyboard.press('Escape');
  }
} finally {
  await app.close();
  removeFolders(folders);
}

/** The ring study, and a sweep of rates and widths over two seeds. */
async function prepare() {
  const study = { preset: 'ring', base: 'gaussian', seed: 1 };
  await call('study.start', { ...study, maxSteps: values.quick ? 20 : null });
  const base = ringConfig('onehot', 'gaussian', 1);
  await call('sweep.start', {
    name: 'ring-class',
    study: null,
    config: values.quick ? { ...base, steps: 20, snapshotEvery: 20 } : base,
    axes: [
      { path: 'lr', values: ['1e-3', '3e-4'] },
      { path: 'width', values: ['32', '64'] },
    ],
    shape: 'grid',
    seeds: 2,
    tags: ['sweep'],
  });
  await ended();
}

async function ended() {
  while ((await call('runs.list', {})).some(({ status }) => ['queued', 'training'].includes(status)))
    await page.waitForTimeout(500);
}

/** A training under way. */
async function train() {
  const config = { ...ringConfig('onehot', 'gaussian', 3), steps: values.quick ? 2000 : 8000, snapshotEvery: 250 };
  const [id] = await call('queue.add', { runs: [{ name: 'ring-class-long', config }], study: null });
  await tab('Train');
  const far = async () => (await call('runs.show', { id })).step > config.steps * 0.4;
  while (!(await far())) await page.waitForTimeout(200);
  await call('queue.pause', { id });
}

/** A trained flow in the middle of its way, one particle followed. */
async function scrub() {
  await open('ring-class');
  await page.keyboard.press('Home');
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight');
}

/** A wide and a narrow network on one clock. */
async function compare() {
  await tab('Runs');
  await query('width<128 lr:3e-4 seed:1 ');
  await page.getByRole('grid').getByRole('checkbox').first().click();
  await page.keyboard.press('c');
  await page
    .getByRole('button', { name: /Copy|Lens|Particles/ })
    .first()
    .waitFor();
}

/** The dialog of a sweep over the runs of another one. */
async function sweep() {
  await open('ring-class');
  await tab('Runs');
  await query('tag:sweep seed:1 ');
  // In Runs a command means the ticked row, and this one wants a single run.
  await page.getByRole('row').nth(1).getByRole('checkbox').click();
  await command('Sweep from');
  const dialog = page.getByRole('dialog', { name: 'Sweep' });
  await dialog.getByRole('button', { name: 'Add a setting' }).click();
  await dialog.getByLabel('Setting 2', { exact: true }).fill('width');
  await dialog.getByLabel('Values of setting 2').fill('64, 128');
  await dialog.getByLabel('Seeds').fill('3');
}

async function exports() {
  await open('ring-class');
  await page.keyboard.press('e');
}

/** A table dropped on the window, as the data of the next run. */
async function ownData() {
  await tab('Train');
  const rows = Array.from({ length: 900 }, (_, i) => {
    const [arm, along] = [i % 3, 0.4 + 2.6 * (((i * 7) % 300) / 300)];
    const angle = along * 1.1 + (2 * Math.PI * arm) / 3;
    const off = 0.12 * Math.sin(i * 12.9898);
    return [(along + off) * Math.cos(angle), (along + off) * Math.sin(angle), arm].join(',');
  });
  const files = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'three-arms.csv'));
      return transfer;
    },
    `x,y,label\n${rows.join('\n')}\n`,
  );
  for (const kind of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', kind, { dataTransfer: files });
  await page.getByText('three-arms.csv imported', { exact: true }).waitFor();
}

async function open(name) {
  await tab('Runs');
  await query('');
  await tab('Flow');
  await page
    .getByRole('option')
    .filter({ hasText: new RegExp(`^\\s*${name}\\b(?!-)`) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Copy link to this view' }).and(page.locator(':enabled')).waitFor();
  // In the list the arrows move between runs; elsewhere they move time.
  await page.evaluate(() => document.activeElement?.blur());
}

async function query(text) {
  const field = page.getByRole('textbox', { name: 'Search runs' });
  await field.fill('x');
  await field.press('Escape');
  if (text !== '') await field.fill(text);
  await page.keyboard.press('ArrowDown');
}

async function command(title) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(title);
  await page.keyboard.press('Enter');
}

/** Waits until two pictures in a row, half a second apart, are the same; a screen that never rests is taken after 15 s. */
async function stillPicture(path) {
  const until = Date.now() + 15_000;
  for (let last = null; ; ) {
    await page.waitForTimeout(500);
    const picture = await page.screenshot({ path, type: 'jpeg', quality: 72 });
    if ((last !== null && picture.equals(last)) || Date.now() > until) return;
    last = picture;
  }
}
