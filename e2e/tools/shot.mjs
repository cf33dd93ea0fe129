#!/usr/bin/env node
/**
 * Takes a picture of a screen of the built app, on a virtual display where there is none. Needs the project's Node 24:
 *
 *   node_modules/.bin/node e2e/tools/shot.mjs --theme dark --size 1440x900 --tab flow --out flow.png [--library DIR]
 *       [--keys "Control+k"] [--click "button name"]
 *
 * Without --library the library is empty, so Flow shows the start screen.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, makeFolders, rememberSettings, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const { values } = parseArgs({
  options: {
    theme: { type: 'string', default: 'dark' },
    size: { type: 'string', default: '1440x900' },
    tab: { type: 'string', default: 'flow' },
    out: { type: 'string', default: 'shot.png' },
    library: { type: 'string' },
    keys: { type: 'string', multiple: true, default: [] },
    click: { type: 'string', multiple: true, default: [] },
  },
});

await readyToLaunch();
const folders = makeFolders();
try {
  await takePicture();
} finally {
  removeFolders(folders);
}

async function takePicture() {
  const [width, height] = values.size.split('x').map(Number);
  rememberSettings(folders, values.theme === 'light' ? 'light' : 'dark', { width, height });
  const library = values.library === undefined ? folders.library : resolve(values.library);
  const app = await launch({ ...folders, library });
  try {
    const page = await usablePage(app);
    page.on('console', (message) => process.stderr.write(`${message.type()}: ${message.text()}\n`));
    page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
    await page.getByRole('tab', { name: new RegExp(`^${values.tab}`, 'i') }).click();
    for (const name of values.click) await page.getByRole('button', { name }).first().click();
    for (const keys of values.keys) await page.keyboard.press(keys);
    await stillPicture(page, values.out);
    process.stdout.write(`${values.out}\n`);
  } finally {
    await app.close();
  }
}

/** Waits until two pictures in a row, half a second apart, are the same; a screen that never rests is taken after 15 s. */
async function stillPicture(page, path) {
  const until = Date.now() + 15_000;
  for (let last = null; ; ) {
    await page.waitForTimeout(500);
    const picture = await page.screenshot({ path });
    if ((last !== null && picture.equals(last)) || Date.now() > until) return;
    last = picture;
  }
}
