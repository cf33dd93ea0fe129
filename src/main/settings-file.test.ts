import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FIRST_SETTINGS } from '../shared/protocol/window-out.ts';
import { SettingsFile } from './settings-file.ts';

const place = { x: -5, y: 10, width: 1200, height: 800, maximized: true };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamline settings ü '));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('what was changed is there at the next start, and no unfinished file is left', () => {
  const path = join(folder, 'not yet there', 'settings.json');
  const file = new SettingsFile(path);
  expect(file.current).toEqual({ ...FIRST_SETTINGS, window: null });
  file.change({ theme: 'dark' });
  file.change({ window: place });
  expect(new SettingsFile(path).current).toEqual({ ...FIRST_SETTINGS, theme: 'dark', window: place });
  expect(existsSync(`${path}.tmp`)).toBe(false);
});

test.each([
  ['', 'system'],
  ['{"theme":"dark"', 'system'],
  ['null', 'system'],
  ['[1,2]', 'system'],
  ['{"theme":"purple","window":{"x":"a"}}', 'system'],
  [
    '{"theme":"light","threads":-1,"gpu":"no","snapshots":1.5,"notify":0,"libraryWidth":9,"compared":{"runs":[1]}}',
    'light',
  ],
  ['{"theme":"light","window":{"x":1,"y":1,"width":0,"height":5,"maximized":false}}', 'light'],
])('a damaged file %j keeps what can be read', (text, theme) => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const path = join(folder, 'settings.json');
  writeFileSync(path, text);
  expect(new SettingsFile(path).current).toEqual({ ...FIRST_SETTINGS, theme, window: null });
});

test('a change that cannot be written holds for the session and leaves the old file', () => {
  const path = join(folder, 'settings.json');
  const file = new SettingsFile(path);
  file.change({ theme: 'light' });
  const before = readFileSync(path, 'utf8');
  // A folder of that name cannot be opened for writing, not even by root.
  mkdirSync(`${path}.tmp`);
  expect(() => file.change({ theme: 'dark' })).toThrow();
  expect(file.current.theme).toBe('dark');
  expect(readFileSync(path, 'utf8')).toBe(before);
});
