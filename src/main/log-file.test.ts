import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WindowEvent } from '../shared/ipc.ts';
import { impersonal, LogFile, logLine } from './log-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a log turns over and never keeps more than four files', () => {
  const log = new LogFile(join(folder, 'logs', 'streamline.log'), () => new Date(0));
  for (let i = 0; i < 60; i++) log.write(`${i} ${'x'.repeat(50_000)}`);
  const names = readdirSync(join(folder, 'logs')).sort();
  expect(names).toEqual(['streamline.log', 'streamline.log.1', 'streamline.log.2', 'streamline.log.3']);
  for (const name of names) expect(readFileSync(join(folder, 'logs', name)).length).toBeLessThan(600_000);
  log.write('two\nlines');
  expect(log.tail(1)).toEqual(['1970-01-01T00:00:00.000Z two ⏎ lines']);
});

test('a log that cannot be written is given up', () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const log = new LogFile(join(folder, '\0', 'streamline.log'));
  log.write('x');
  expect(log.tail(5)).toEqual([]);
});

test('nothing of the user gets into it', () => {
  expect(impersonal(`${homedir()}/secret/x`)).not.toContain(homedir());
  expect(impersonal('open "/home/ada/my runs/library/streamline.db" failed')).toBe('open "…/streamline.db" failed');
  expect(impersonal('C:\\Users\\Ada\\x.db')).not.toContain('Ada');
  const run = { id: 'abc', name: 'my secret', status: 'finished', step: 9 };
  expect(logLine({ kind: 'run', run } as unknown as WindowEvent)).toBe('run abc finished at step 9');
  expect(logLine({ kind: 'notice', level: 'error', message: 'my secret is damaged' })).toBe('notice error');
  expect(logLine({ kind: 'run-gone', id: 'abc' })).toBeNull();
});
