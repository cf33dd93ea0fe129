import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWorkFolder, putInPlace, readRecord, removeLeftovers, writeRecord } from './stamp.mjs';

/** @type {string} */
let cache;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'stamp-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

it('reads back what was recorded, and nothing from a damaged record', () => {
  const path = join(cache, 'deep', 'record.json');
  expect(readRecord(path)).toBeNull();
  writeRecord(path, { version: '1' });
  expect(readRecord(path)).toEqual({ version: '1' });
  writeFileSync(path, '{"version": "');
  expect(readRecord(path)).toBeNull();
});

it('replaces a folder whole', () => {
  const target = join(cache, 'tensorflow');
  for (const version of ['old', 'new']) {
    const work = makeWorkFolder(cache, 'tensorflow');
    writeFileSync(join(work, version), '');
    putInPlace(work, target);
  }
  expect(readdirSync(target)).toEqual(['new']);
  expect(readdirSync(cache)).toEqual(['tensorflow']);
});

it('removes what a killed set-up left, and nothing of a living one', () => {
  const living = makeWorkFolder(cache, 'electron');
  for (const name of ['work-tensorflow-4194305-1', 'old-electron-25.1.1-4194305-1']) mkdirSync(join(cache, name));
  mkdirSync(join(cache, 'electron-25.1.1'));
  writeFileSync(join(cache, 'electron.json'), '{}');
  removeLeftovers(cache);
  expect(existsSync(living)).toBe(true);
  expect(readdirSync(cache).filter((name) => !living.endsWith(name))).toEqual(['electron-25.1.1', 'electron.json']);
  expect(readFileSync(join(cache, 'electron.json'), 'utf8')).toBe('{}');
});
