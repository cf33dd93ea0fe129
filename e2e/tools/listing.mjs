#!/usr/bin/env node
/**
 * How long the window waits for its list of runs when it starts. Needs the project's Node 24 and a library, e.g. one that
 * `bench/library.ts --folder DIR` left:
 *
 *   node_modules/.bin/node e2e/tools/listing.mjs --library DIR [--rounds 5]
 *
 * From the window's first question, which may come before the studio has opened the library, to the newest runs and to all.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, makeFolders, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const { values } = parseArgs({ options: { library: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
if (values.library === undefined) {
  process.stderr.write('--library: give the folder of a library.\n');
  process.exit(2);
}
await readyToLaunch();
const times = { 'first runs': [], 'all runs': [], 'first runs, asked of an open studio': [] };
for (let round = 0; round < Number(values.rounds); round++) {
  const folders = makeFolders();
  const app = await launch({ ...folders, library: resolve(values.library) });
  try {
    const page = await usablePage(app);
    const found = await page.waitForFunction(() => {
      const [first] = performance.getEntriesByName('first runs');
      const [all] = performance.getEntriesByName('all runs');
      return first && all ? [first.duration, all.duration] : null;
    });
    const [first, all] = await found.jsonValue();
    times['first runs'].push(first);
    times['all runs'].push(all);
    // A page that loads again asks anew, of a studio that is there: what is left is the way and the unpacking.
    await page.reload();
    const again = await page.waitForFunction(() => performance.getEntriesByName('first runs')[0]?.duration ?? null);
    times['first runs, asked of an open studio'].push(await again.jsonValue());
  } finally {
    await app.close();
    removeFolders(folders);
  }
}
for (const [what, list] of Object.entries(times)) {
  const sorted = list.toSorted((a, b) => a - b);
  const words = sorted.map((ms) => ms.toFixed(0)).join(', ');
  process.stdout.write(`${what}: median ${sorted[sorted.length >> 1].toFixed(0)} ms (${words})\n`);
}
