import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteChild, readLock, tryLock, unlock } from './lock.mjs';
import { identify } from './process-identity.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let path;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'setup.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const DEAD = { pid: 2 ** 22 + 1, started: '1' };

/** @param {object} change */
function leaveLock(change) {
  writeFileSync(path, JSON.stringify({ host: hostname(), holder: DEAD, child: null, ...change }));
}

it('is held by one process until it is given back', () => {
  expect(tryLock(path)).toBe(true);
  expect(tryLock(path)).toBe(false);
  expect(readLock(path)?.holder.pid).toBe(process.pid);
  unlock(path);
  expect(tryLock(path)).toBe(true);
});

it('takes over from a process that is gone', () => {
  leaveLock({});
  expect(tryLock(path)).toBe(false);
  expect(tryLock(path)).toBe(true);
});

it('takes over from a process whose number another one has now', () => {
  leaveLock({ holder: { pid: process.pid, started: '1' } });
  tryLock(path);
  expect(tryLock(path)).toBe(process.platform === 'linux');
});

it('waits for a child that outlived its set-up', () => {
  leaveLock({ child: identify(process.pid) });
  tryLock(path);
  expect(tryLock(path)).toBe(false);
  expect(existsSync(path)).toBe(true);
});

it('leaves the lock of another machine alone', () => {
  leaveLock({ host: 'elsewhere' });
  tryLock(path);
  expect(tryLock(path)).toBe(false);
});

it('removes a lock that a full disk cut short', () => {
  writeFileSync(path, '{"host"');
  tryLock(path);
  expect(tryLock(path)).toBe(true);
});

it('remembers the child and gives back only its own lock', () => {
  tryLock(path);
  noteChild(path, process.pid);
  expect(readLock(path)?.child?.pid).toBe(process.pid);
  leaveLock({});
  unlock(path);
  expect(existsSync(path)).toBe(true);
});

it('lets many processes through one at a time, also when some are killed', async () => {
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const program = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
    await withLock(${JSON.stringify(path)}, async () => {
      appendFileSync(${JSON.stringify(log)}, 'in\\n');
      await new Promise((done) => setTimeout(done, 20));
      if (process.argv[1] === 'die') process.kill(process.pid, 'SIGKILL');
      appendFileSync(${JSON.stringify(log)}, 'out\\n');
    });`;
  const kinds = ['live', 'die', 'live', 'live', 'die', 'live'];
  const children = kinds.map((kind) => {
    return spawn(process.execPath, ['--input-type=module', '-e', program, kind], { stdio: 'ignore' });
  });
  await Promise.all(children.map((child) => once(child, 'close')));
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  expect(lines.filter((line) => line === 'in')).toHaveLength(6);
  expect(lines.filter((line) => line === 'out')).toHaveLength(4);
  // A process that comes in before another is out would give "in in out out"; one "in in" for each killed process is right.
  const together = lines.filter((line, index) => line === 'in' && lines[index + 1] === 'in').length;
  expect(together + (lines.at(-1) === 'in' ? 1 : 0)).toBe(2);
  expect(tryLock(path) || tryLock(path)).toBe(true);
});
