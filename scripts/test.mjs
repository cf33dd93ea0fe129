#!/usr/bin/env node
/**
 * Checks everything: types, lint, layer rules, contrast, unit and engine tests, and the built app in Electron.
 * Usage: npm test [-- types|lint|rules|contrast|unit|e2e …]. The last line is the sum over all runners.
 */

import { build } from './setup/build.mjs';
import { reasonOf } from './setup/failure.mjs';
import { setupOrExit } from './setup.mjs';
import { endChecks, runChecks } from './test/checks.mjs';
import { withDisplay } from './test/display.mjs';
import { countOne, summaryLine } from './test/sum.mjs';
import { contrastCheck, endToEndCheck, lintCheck, rulesCheck, typeChecks, unitCheck } from './test/tasks.mjs';

const KINDS = ['types', 'lint', 'rules', 'contrast', 'unit', 'e2e'];
const asked = process.argv.slice(2);
const unknown = asked.filter((word) => !KINDS.includes(word));
if (unknown.length > 0) {
  process.stderr.write(`There is no check called ${unknown.join(', ')}; choose from ${KINDS.join(', ')}.\n`);
  process.exit(2);
}
const wants = (/** @type {string} */ kind) => asked.length === 0 || asked.includes(kind);

await setupOrExit({ window: wants('e2e') });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    endChecks();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

const began = Date.now();
const types = wants('types') ? typeChecks() : [];
const quick = [
  ...(wants('lint') ? [lintCheck()] : []),
  ...(wants('rules') ? [rulesCheck()] : []),
  ...(wants('contrast') ? [contrastCheck()] : []),
  ...(wants('unit') ? [unitCheck()] : []),
];
// Two lanes for two cores; the app's own tests come after them, since they watch a window that should not wait.
const results = (await Promise.all([runChecks(types), runChecks(quick)])).flat();
if (wants('e2e')) results.push(...(await endToEnd()));

for (const { name, note } of results.filter(({ failed }) => failed > 0)) {
  process.stdout.write(`Failed: ${name}${note === '' ? '' : ` (${note})`}\n`);
}
process.stdout.write(`All checks took ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
process.stdout.write(`${summaryLine(results)}\n`);
process.exitCode = results.length > 0 && results.every(({ failed }) => failed === 0) ? 0 : 1;

async function endToEnd() {
  const problem = await build();
  if (problem !== null) return [failedBefore('build', `the window could not be built:\n${problem}`)];
  try {
    return await withDisplay((display) => runChecks([endToEndCheck(display)]));
  } catch (error) {
    return [failedBefore('e2e', reasonOf(error))];
  }
}

/** @param {string} name @param {string} note */
function failedBefore(name, note) {
  return { ...countOne(1), name, note, seconds: 0 };
}
