/** Runs checks one after another and tells how each went. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../setup/paths.mjs';
import { projectEnvironment } from '../setup/runtime.mjs';

/**
 * @typedef {import('./sum.mjs').Counts} Counts
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} words
 * @property {NodeJS.ProcessEnv} [env] on top of the project's own
 * @property {boolean} [live] whether its lines are shown while it runs; otherwise only when it fails
 * @property {(code: number) => Counts} count
 *
 * @typedef {Counts & { readonly name: string, readonly seconds: number }} Result
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends what is running, for instance when the user interrupts. */
export function endChecks() {
  for (const child of running) child.kill('SIGTERM');
}

/** @param {readonly Check[]} checks @returns {Promise<Result[]>} */
export async function runChecks(checks) {
  /** @type {Result[]} */
  const results = [];
  for (const check of checks) results.push(await runCheck(check));
  return results;
}

/** @param {Check} check @returns {Promise<Result>} */
async function runCheck(check) {
  const began = Date.now();
  const { code, lines } = await runLines(check);
  const counts = check.count(code);
  const seconds = (Date.now() - began) / 1000;
  if (counts.failed > 0 && check.live !== true) for (const line of lines) show(check.name, line);
  const mark = counts.failed === 0 ? 'ok  ' : 'FAIL';
  const note = counts.note === '' ? '' : `, ${counts.note}`;
  process.stdout.write(
    `${mark} ${check.name}: ${counts.passed} passed, ${counts.failed} failed${note} (${seconds.toFixed(1)} s)\n`,
  );
  return { ...counts, name: check.name, seconds };
}

/** @param {Check} check @returns {Promise<{ readonly code: number, readonly lines: readonly string[] }>} */
function runLines({ name, program, words, env, live }) {
  return new Promise((done) => {
    /** @type {NodeJS.ProcessEnv} */
    const environment = { ...projectEnvironment(), FORCE_COLOR: '0', ...env };
    delete environment.ELECTRON_RUN_AS_NODE;
    const child = spawn(program, [...words], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (live === true) show(name, line);
      });
    }
    child.once('error', (error) => lines.push(error.message));
    child.once('close', (code) => {
      running.delete(child);
      done({ code: code ?? 1, lines });
    });
  });
}

/** @param {string} name @param {string} line */
function show(name, line) {
  if (line.trim() !== '') process.stdout.write(`  ${name} | ${line}\n`);
}
