import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { expect, onTestFinished, test } from 'vitest';
import { ICON, resourcesFolder } from './resources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('the folder beside the code comes first; a packaged app has it where Electron puts it', () => {
  const app = mkdtempSync(join(tmpdir(), 'streamline-'));
  onTestFinished(() => rmSync(app, { recursive: true }));
  expect(resourcesFolder(app, '/opt/streamline/resources')).toBe('/opt/streamline/resources');
  mkdirSync(join(app, 'resources'));
  expect(resourcesFolder(app, '/opt/streamline/resources')).toBe(join(app, 'resources'));
});

test('the icon is a square of 512 with clear corners, below 30 kB, of the mark that the bar draws', () => {
  const folder = resourcesFolder(ROOT, 'nowhere');
  const bytes = readFileSync(join(folder, ICON));
  expect(bytes.length).toBeLessThan(30_000);
  const { width, height, data } = PNG.sync.read(bytes);
  expect([width, height]).toEqual([512, 512]);
  expect([data[3], data[4 * (512 * 256 + 256) + 3]]).toEqual([0, 255]);
  const strokes = (text: string) => [...text.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
  const mark = readFileSync(join(ROOT, 'src/renderer/views/shell/Mark.svelte'), 'utf8');
  expect(strokes(readFileSync(join(folder, 'icon.svg'), 'utf8'))).toEqual(strokes(mark));
  expect(strokes(mark)).toHaveLength(3);
});
