#!/usr/bin/env node
/**
 * Draws resources/icon.svg as resources/icon.png, 512 × 512, in the built app's own Chromium. Needs the project's Node 24:
 *
 *   node_modules/.bin/node e2e/tools/icon.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { launch, makeFolders, ROOT, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const SIDE = 512;
const resources = join(ROOT, 'resources');

await readyToLaunch();
const folders = makeFolders();
try {
  const app = await launch(folders);
  try {
    const page = await usablePage(app);
    const svg = readFileSync(join(resources, 'icon.svg')).toString('base64');
    const drawn = await page.evaluate(draw, [svg, SIDE]);
    // Written anew: Chromium packs pictures for speed, not for size.
    const png = PNG.sync.write(PNG.sync.read(Buffer.from(drawn, 'base64')), { deflateLevel: 9, filterType: -1 });
    writeFileSync(join(resources, 'icon.png'), png);
    process.stdout.write(`icon.png, ${png.length} bytes\n`);
  } finally {
    await app.close();
  }
} finally {
  removeFolders(folders);
}

async function draw([svg, side]) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;base64,${svg}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d').drawImage(picture, 0, 0, side, side);
  return canvas.toDataURL('image/png').split(',')[1];
}
