import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourcesHash } from './build.mjs';

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'));
  for (const folder of ['src/main/handlers', 'src/engine']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'src/main/index.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['a changed source', 'src/main/index.ts', true],
  ['a new source in a folder', 'src/main/handlers/new.ts', true],
  ['changed packages', 'package-lock.json', true],
  ['a test', 'src/main/index.test.ts', false],
  ['what is no part of the window', 'src/engine/train.ts', false],
])('%s asks for a new build: %s %s', (_, path, expected) => {
  const before = sourcesHash(root);
  writeFileSync(join(root, path), 'b');
  expect(sourcesHash(root) !== before).toBe(expected);
});

it('sees a source that was renamed', () => {
  const before = sourcesHash(root);
  rmSync(join(root, 'src/main/index.ts'));
  writeFileSync(join(root, 'src/main/other.ts'), 'a');
  expect(sourcesHash(root)).not.toBe(before);
});
