/** onnxruntime, installed by pip into the cache only to check exports; the app itself never uses it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from '../src/cli/places.ts';
import { tell } from '../src/cli/terminal.ts';

const FOLDER = join(CACHE, 'onnxruntime');
/** Written last: a folder without it is the remains of an interrupted installation. */
const STAMP = join(FOLDER, 'installed.json');
const PACKAGES = ['onnxruntime', 'numpy', 'onnx'];

function python(words: readonly string[]): string {
  const env = { ...process.env, PYTHONPATH: FOLDER, PYTHONNOUSERSITE: '1' };
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const { status, stdout, error } = spawnSync('python3', words, { env, stdio, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`python3 ${words.join(' ')} failed; its own words stand above.`);
  return stdout;
}

/** Runs a script of this folder with onnxruntime on its path, and returns what it printed. */
export function runWithOnnx(script: string, words: readonly string[]): string {
  if (!existsSync(STAMP)) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    tell(`Installing ${PACKAGES.join(', ')}, only for this check, into ${FOLDER} …`);
    python(['-m', 'pip', 'install', '--quiet', '--target', FOLDER, ...PACKAGES]);
    writeFileSync(STAMP, JSON.stringify({ packages: PACKAGES }));
  }
  return python([join(ROOT, 'bench', script), ...words]);
}
