/** Records of finished steps, and folders that appear whole or not at all. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { identify, isAlive } from './process-identity.mjs';

/**
 * @template T
 * @param {string} path
 * @returns {T | null} null when there is no record, or a damaged one: the step is then done again
 */
export function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} path @param {unknown} record */
export function writeRecord(path, record) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, path);
}

/** @param {string} cache @param {string} name */
export function makeWorkFolder(cache, name) {
  const { pid, started } = identify(process.pid);
  const folder = join(cache, `work-${name}-${pid}-${started ?? 'unknown'}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what interrupted set-ups left behind. @param {string} cache */
export function removeLeftovers(cache) {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const match = /^(?:work|old)-.*-(\d+)-(\w+)$/.exec(name);
    if (match === null) continue;
    const started = match[2] === 'unknown' ? null : (match[2] ?? null);
    if (!isAlive({ pid: Number(match[1]), started })) removeOrLeave(join(cache, name));
  }
}

/** A program of the killed set-up may still write there for a moment; then the next set-up removes it. @param {string} path */
function removeOrLeave(path) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== 'ENOTEMPTY' && code !== 'EBUSY' && code !== 'EPERM') throw error;
  }
}

/**
 * Puts a finished folder in its place. Whoever still runs something from the old one keeps it until it ends.
 * @param {string} finished
 * @param {string} target
 */
export function putInPlace(finished, target) {
  const { pid, started } = identify(process.pid);
  const old = join(dirname(target), `old-${basename(target)}-${pid}-${started ?? 'unknown'}`);
  try {
    renameSync(target, old);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  renameSync(finished, target);
  rmSync(old, { recursive: true, force: true });
}
