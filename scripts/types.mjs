#!/usr/bin/env node
/** Checks the types of every room with its own settings. Usage: npm run types [-- ROOM…] */

import { pathToFileURL } from 'node:url';
import { setupOrExit } from './setup.mjs';
import { runChecks } from './test/checks.mjs';
import { summaryLine } from './test/sum.mjs';
import { typeChecks } from './test/tasks.mjs';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setupOrExit({ window: false });
  const names = process.argv.slice(2);
  const chosen = typeChecks().filter(
    ({ name }) => names.length === 0 || names.some((word) => name.split(' ').includes(word)),
  );
  const results = await runChecks(chosen);
  process.stdout.write(`${summaryLine(results)}\n`);
  process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
}
