/** Runs a program whose progress shows in a folder: it is ended when nothing arrives for too long. */
import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { amount, showProgress } from './say.mjs';

/** @param {number} ms @returns {Promise<void>} */
export function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/**
 * @typedef {object} Watch
 * @property {string} title what the user reads before the progress
 * @property {string[]} folders where the program writes
 * @property {number | null} totalBytes
 * @property {number} firstByteMs how long nothing may arrive at first
 * @property {number} stallMs how long nothing may arrive later
 *
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {Watch} [watch]
 * @property {(pid: number | null) => void} [onChild] told the child's number at its start, and null at its end
 *
 * @typedef {{ readonly ok: boolean, readonly output: string, readonly problem: string }} Outcome
 */

const CHECK_MS = 250;
const KILL_MS = 3000;
const OUTPUT_LIMIT = 200_000;
const SHOWN_LINES = 6;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends every program that this process started; called when the user interrupts. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function run(program, words, options = {}) {
  const { cwd, env = process.env, watch, onChild } = options;
  return new Promise((done) => {
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    running.add(child);
    if (child.pid !== undefined) onChild?.(child.pid);
    let output = '';
    let problem = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString('utf8')).slice(-OUTPUT_LIMIT);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const stopWatching = watch === undefined ? () => undefined : startWatch(child, watch, (text) => (problem = text));
    const finish = (/** @type {boolean} */ ok) => {
      stopWatching();
      if (running.delete(child)) onChild?.(null);
      done({ ok: ok && problem === '', output, problem: problem || (ok ? '' : tellingLines(output)) });
    };
    child.once('error', (error) => {
      problem ||= error.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Watch} watch
 * @param {(problem: string) => void} fail
 */
function startWatch(child, watch, fail) {
  const start = folderBytes(watch.folders);
  let bytes = 0;
  let last = Date.now();
  const stopProgress = showProgress(watch.title, () => amount(bytes, watch.totalBytes));
  const timer = setInterval(() => {
    const now = folderBytes(watch.folders) - start;
    if (now !== bytes) {
      bytes = now;
      last = Date.now();
    }
    const limit = bytes === 0 ? watch.firstByteMs : watch.stallMs;
    if (Date.now() - last < limit) return;
    clearInterval(timer);
    fail(`${bytes === 0 ? 'no answer' : 'nothing more arrived'} within ${Math.round(limit / 1000)} s`);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_MS).unref();
  }, CHECK_MS);
  return () => {
    clearInterval(timer);
    stopProgress();
  };
}

/** @param {string[]} folders */
function folderBytes(folders) {
  let total = 0;
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) total += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
    }
  }
  return total;
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // It is not there yet, or no longer: the program owns it.
  }
}

/** The lines that name an error, or else the last ones. @param {string} output */
export function tellingLines(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && line.trim() !== 'npm error');
  const errors = lines.filter((line) => /error/i.test(line)).slice(0, SHOWN_LINES);
  return (errors.length > 0 ? errors : lines.slice(-SHOWN_LINES)).join('\n') || 'it ended without a message';
}
