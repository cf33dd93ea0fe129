import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Studios open in this process: several may share a process id (the command line's tests do). */
const open = new Set<string>();
let opened = 0;

/**
 * A name for one studio while it is open: process id, when that process began (ids are used again), the boot it
 * belongs to, and a count within the process. No colons: it is also a file name.
 */
export function claimOwner(): string {
  const token = `${process.pid}_${processStart(process.pid) ?? 'unknown'}_${opened++}`;
  open.add(token);
  return token;
}

export function releaseOwner(token: string): void {
  open.delete(token);
}

/** False when the studio behind the token is certainly gone. */
export function ownerIsAlive(token: string): boolean {
  const match = /^(\d+)_(.+)_\d+$/.exec(token);
  if (match === null) return false;
  const pid = Number(match[1]);
  const start = processStart(pid);
  if (start === null || !sameStart(start, match[2] ?? '')) return false;
  return pid === process.pid ? open.has(token) : processExists(pid);
}

/** Windows tells only the boot, in steps of ten minutes that a corrected clock may cross. */
function sameStart(a: string, b: string): boolean {
  return a === b || (process.platform === 'win32' && Math.abs(Number(a) - Number(b)) <= 1);
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When the process began, as text that differs between processes that had the same id; null when it is gone. */
function processStart(pid: number): string | null {
  switch (process.platform) {
    case 'linux':
      return linuxStart(pid);
    case 'darwin':
      return darwinStart(pid);
    default:
      // The boot alone: an id used again since then keeps a run "training" until the next boot, never the reverse.
      return processExists(pid) ? String(Math.round((Date.now() / 1000 - uptime()) / 600)) : null;
  }
}

function linuxStart(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces; the start time is the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${fields[19]}-${boot}`;
  } catch {
    // No such process, which is an answer.
    return null;
  }
}

function darwinStart(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? null : text.replaceAll(/[^A-Za-z0-9]+/g, '-');
  } catch {
    // ps fails when there is no such process.
    return null;
  }
}
