/** F3: the Nth call to the file system fails, once or for good; a file is then the old one or the new one, whole. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { UserError } from '../../shared/result.ts';
import { writeFileWhole } from './write-file.ts';

const faults = vi.hoisted(() => ({ code: '', failAt: 0, forGood: false, calls: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const failing = <A extends unknown[], R>(call: (...given: A) => R) => {
    return (...given: A): R => {
      if (faults.code === '') return call(...given);
      faults.calls++;
      if (faults.calls === faults.failAt || (faults.forGood && faults.calls > faults.failAt)) {
        throw Object.assign(new Error(`${faults.code}: injected`), { code: faults.code });
      }
      return call(...given);
    };
  };
  return {
    ...real,
    openSync: failing(real.openSync as (path: string, flags: string) => number),
    writeSync: failing(real.writeSync as (file: number, part: Uint8Array) => number),
    fsyncSync: failing(real.fsyncSync),
    closeSync: failing(real.closeSync),
    renameSync: failing(real.renameSync as (from: string, to: string) => void),
    rmSync: failing(real.rmSync as (path: string, options: object) => void),
  };
});

const MOST_CALLS = 20;
const OLD = 'the old content';
const NEW = [Buffer.from('the new '), Buffer.from('content')];

let folder = '';
afterEach(() => {
  faults.code = '';
  rmSync(folder, { recursive: true, force: true });
});

function attempt(path: string): unknown {
  try {
    writeFileWhole(path, NEW);
    return null;
  } catch (error) {
    return error;
  }
}

test.each(['ENOSPC', 'EIO', 'EACCES'])('%s at any call, once and for good', (code) => {
  folder = mkdtempSync(join(tmpdir(), 'streamline-faults-'));
  const path = join(folder, 'x.npy');
  let failures = 0;
  for (const forGood of [false, true]) {
    let reachedTheEnd = false;
    for (let failAt = 1; failAt <= MOST_CALLS && !reachedTheEnd; failAt++) {
      writeFileSync(path, OLD);
      Object.assign(faults, { code, failAt, forGood, calls: 0 });
      const error = attempt(path);
      reachedTheEnd = faults.calls < failAt;
      faults.code = '';
      const content = readFileSync(path, 'utf8');
      if (error === null) {
        expect(content).toBe('the new content');
        continue;
      }
      failures++;
      expect(content).toBe(OLD);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toMatch(/could not be written: .+\. What was there before is unchanged\.$/);
      // Where even the removal fails, the remains carry a name of their own.
      for (const name of readdirSync(folder)) expect(name === 'x.npy' || name.endsWith('.part')).toBe(true);
      if (!forGood) expect(existsSync(`${path}.${process.pid}.part`)).toBe(false);
      for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
    }
    expect(reachedTheEnd).toBe(true);
  }
  expect(failures).toBeGreaterThan(8);
});
