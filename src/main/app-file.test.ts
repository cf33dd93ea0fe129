import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAppFile } from './app-file.ts';

let outside: string;
let root: string;

beforeAll(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'streamline app ü ')));
  root = join(outside, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(outside, 'renderer-other'));
  for (const path of ['index.html', 'assets/index-a1.js', 'assets/ü b.css']) writeFileSync(join(root, path), path);
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'renderer-other', 'secret.txt'), 'secret');
  symlinkSync(join(outside, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(outside, join(root, 'linked-folder'));
});
afterAll(() => rmSync(outside, { recursive: true }));

test.each([
  ['app://streamline/index.html', 'index.html'],
  ['app://streamline/index.html#flow', 'index.html'],
  ['app://streamline/index.html?theme=dark', 'index.html'],
  ['app://streamline/assets/index-a1.js', 'assets/index-a1.js'],
  ['app://streamline/assets/%C3%BC%20b.css', 'assets/ü b.css'],
])('serves %s', async (address, file) => {
  expect(await findAppFile(root, address)).toBe(join(root, file));
});

test.each([
  'app://streamline/../secret.txt',
  'app://streamline/..%2fsecret.txt',
  'app://streamline/%2e%2e/secret.txt',
  'app://streamline/%2E%2E%2Fsecret.txt',
  'app://streamline/assets/../../secret.txt',
  'app://streamline/assets/%2e%2e/%2e%2e/secret.txt',
  'app://streamline/..%5csecret.txt',
  'app://streamline/..\\secret.txt',
  'app://streamline/%252e%252e%252fsecret.txt',
  'app://streamline/..%c0%afsecret.txt',
  'app://streamline/%ff',
  'app://streamline/../renderer-other/secret.txt',
  'app://streamline/%2e%2e%2frenderer-other%2fsecret.txt',
  'app://streamline/link.txt',
  'app://streamline/linked-folder/secret.txt',
  'app://streamline//etc/passwd',
  'app://streamline/%2fetc%2fpasswd',
  'app://streamline//index.html',
  'app://streamline/C:/Windows/win.ini',
  'app://streamline/C:%5cWindows%5cwin.ini',
  'app://streamline/index.html%00.txt',
  'app://streamline/%00',
  'app://streamline/',
  'app://streamline',
  'app://streamline/assets',
  'app://streamline/assets/',
  'app://streamline/index.html/',
  'app://streamline/index.html/more',
  'app://streamline/missing.js',
  `app://streamline/${'a'.repeat(5000)}`,
  'app://other/index.html',
  'app://streamline:80/index.html',
  'app://user@streamline/index.html',
  'app:///index.html',
  'app:index.html',
  'file:///etc/passwd',
  'http://streamline/index.html',
  'https://streamline/index.html',
  'not an address',
  '',
])('serves nothing for %s', async (address) => {
  expect(await findAppFile(root, address)).toBe(null);
});
