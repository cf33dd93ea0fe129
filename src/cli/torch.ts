/** PyTorch, installed by pip into the cache only for comparison; the app itself never uses it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../shared/result.ts';
import { CACHE, ROOT } from './places.ts';
import { tell } from './terminal.ts';

const VERSION = '2.13.0';
const FOLDER = join(CACHE, `pytorch-${VERSION}`);
/** Written last: a folder without it is the remains of an interrupted installation. */
const STAMP = join(FOLDER, 'installed.json');

/** What is tried in turn: the small CPU build, then whatever the ordinary index has (several gigabytes). */
const SOURCES = [
  {
    title: `PyTorch ${VERSION} for processors`,
    words: [`torch==${VERSION}+cpu`, '--extra-index-url', 'https://download.pytorch.org/whl/cpu'],
  },
  { title: 'PyTorch from the ordinary index, which is large', words: ['torch'] },
] as const;

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

type Outcome = { readonly code: number | null; readonly output: string };

/** Runs Python with the cached PyTorch on its path; stderr goes on to the user where asked. */
function python(words: readonly string[], show: boolean): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PYTHONPATH: FOLDER, PYTHONNOUSERSITE: '1' };
    const child = spawn(PYTHON, [...words], { env, stdio: ['ignore', 'pipe', show ? 'inherit' : 'ignore'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.once('error', (error) =>
      reject(
        new UserError('unavailable', `${PYTHON} could not be started (${error.message}). Install Python 3 with pip.`),
      ),
    );
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function install(): Promise<void> {
  for (const { title, words } of SOURCES) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    tell(`Installing ${title}, only for comparison, into ${FOLDER} …`);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--quiet',
      '--retries',
      '1',
      '--timeout',
      '20',
      '--target',
      FOLDER,
      ...words,
    ];
    const { code } = await python(pip, true);
    if (code !== 0) continue;
    const { code: imported, output } = await python(['-c', 'import torch; print(torch.__version__)'], true);
    if (imported !== 0) continue;
    writeFileSync(STAMP, JSON.stringify({ version: output.trim() }));
    return;
  }
  rmSync(FOLDER, { recursive: true, force: true });
  throw new UserError(
    'unavailable',
    'PyTorch could not be installed by pip, so there is nothing to compare with. The reason stands above; bench without --compare needs no PyTorch.',
  );
}

/** Runs a script of the folder bench with PyTorch, installing it first where needed, and returns what it printed. */
export async function runWithTorch(script: string, words: readonly string[] = []): Promise<string> {
  if (!existsSync(STAMP)) await install();
  const { code, output } = await python([join(ROOT, 'bench', script), ...words], true);
  if (code === 0) return output;
  throw new UserError('unavailable', `bench/${script} failed in PyTorch. Its own words stand above.`);
}
