/** One set-up at a time: a lock file that names its holder, so that a dead holder's lock can be taken over. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { identify, isAlive } from './process-identity.mjs';
import { say } from './say.mjs';
import { sleep } from './watched.mjs';

/**
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 * @typedef {{ readonly host: string, readonly holder: ProcessIdentity, readonly child: ProcessIdentity | null }} Lock
 */

const POLL_MS = 250;

/** @param {string} path @returns {Lock | null} */
export function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * A holder on another machine cannot be asked, so it counts as alive. A child that outlived its killed set-up
 * (for instance npm) still writes, so it holds the lock as well.
 * @param {Lock} lock
 */
function isHeld(lock) {
  if (lock.host !== hostname()) return true;
  return isAlive(lock.holder) || (lock.child !== null && isAlive(lock.child));
}

/** @param {string} path @param {Lock} lock */
function writeOwn(path, lock) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(lock));
  return draft;
}

/**
 * @param {string} path
 * @returns {boolean} whether this process now holds the lock
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = writeOwn(path, { host: hostname(), holder: identify(process.pid), child: null });
  try {
    // A link either appears whole or not at all, and only for one process.
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const current = readLock(path);
  if (current !== null && !isHeld(current)) removeStale(path, current);
  else if (current === null) rmSync(path, { force: true }); // Gone by now, or cut short by a full disk.
  return false;
}

/**
 * Moves a dead holder's lock away. Should another process have taken the lock over in between, it gets it back.
 * @param {string} path
 * @param {Lock} stale
 */
function removeStale(path, stale) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // Another process was faster.
  }
  const moved = readLock(aside);
  if (moved !== null && moved.holder.pid !== stale.holder.pid) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path @param {number | null} pid a child whose end has to be awaited even if this process is killed */
export function noteChild(path, pid) {
  const child = pid === null ? null : identify(pid);
  renameSync(writeOwn(path, { host: hostname(), holder: identify(process.pid), child }), path);
}

/** @param {string} path */
export function unlock(path) {
  if (readLock(path)?.holder.pid === process.pid) rmSync(path, { force: true });
}

/** @param {string} path @param {Lock} lock */
function waitingLine(path, { host, holder, child }) {
  const isChild = host === hostname() && child !== null && !isAlive(holder);
  const who = isChild
    ? `npm of an interrupted set-up still runs (process ${child.pid})`
    : `Another set-up is running (process ${holder.pid} on ${host})`;
  return `${who}; waiting for its end. If it is not running, delete ${path}.`;
}

/**
 * Waits for the lock, runs the work and gives the lock back.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  let told = false;
  while (!tryLock(path)) {
    const lock = readLock(path);
    if (!told && lock !== null && isHeld(lock)) {
      told = true;
      say(waitingLine(path, lock));
    }
    await sleep(told ? POLL_MS : 10);
  }
  const release = () => unlock(path);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
