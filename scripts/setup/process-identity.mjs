/** Tells whether a process that once wrote its number down still lives, even where numbers are used again. */
import { readFileSync } from 'node:fs';

/** @typedef {{ readonly pid: number, readonly started: string | null }} ProcessIdentity */

/**
 * @param {number} pid
 * @returns {ProcessIdentity}
 */
export function identify(pid) {
  return { pid, started: startTime(pid) };
}

/** @param {ProcessIdentity} identity */
export function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return started === null || startTime(pid) === started;
}

/**
 * The start time in clock ticks since boot (Linux), which a later process with the same number does not share.
 * @param {number} pid
 */
function startTime(pid) {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
  } catch {
    return null;
  }
}
