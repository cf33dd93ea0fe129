/** Builds main, preload and renderer, unless what lies in out/ was built from these very sources. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from './lock.mjs';
import { CACHE, packageCommand, ROOT } from './paths.mjs';
import { projectEnvironment, requireNode } from './runtime.mjs';
import { say } from './say.mjs';
import { readRecord, writeRecord } from './stamp.mjs';
import { run } from './watched.mjs';

const STAMP = join(ROOT, 'out', 'stamp.json');
const SOURCES = ['src/main', 'src/preload', 'src/renderer', 'src/shared', 'resources'];
const SETTINGS = ['electron.vite.config.ts', 'package-lock.json', 'package.json'];
const PRODUCTS = ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html'];

/**
 * A fingerprint of everything that a build is made from.
 * @param {string} root
 */
export function sourcesHash(root) {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS, ...SOURCES.flatMap((folder) => filesUnder(root, folder))]) {
    if (existsSync(join(root, path)))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} in a fixed order; tests are no part of a build
 */
function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = relative(root, join(root, folder, entry.name));
    if (entry.isDirectory()) return filesUnder(root, path);
    return /\.test\.ts$/.test(entry.name) ? [] : [path];
  });
}

function isBuilt() {
  const stamp = /** @type {{ sources: string } | null} */ (readRecord(STAMP));
  const complete = PRODUCTS.every((name) => existsSync(join(ROOT, 'out', name)));
  return complete && stamp?.sources === sourcesHash(ROOT);
}

/**
 * @param {{ readonly force?: boolean }} [options]
 * @returns {Promise<string | null>} the builder's output when it failed
 */
export async function build({ force = false } = {}) {
  if (!force && isBuilt()) return null;
  return withLock(join(CACHE, 'build.lock'), async () => {
    if (!force && isBuilt()) return null;
    const sources = sourcesHash(ROOT);
    rmSync(STAMP, { force: true });
    const words = [packageCommand('electron-vite', 'bin/electron-vite.js'), 'build'];
    const env = { ...projectEnvironment(), NODE_ENV: 'production' };
    const outcome = await run(requireNode(), words, { cwd: ROOT, env });
    if (!outcome.ok) return outcome.output || outcome.problem;
    writeRecord(STAMP, { sources });
    return null;
  });
}

/** @param {{ readonly force?: boolean }} [options] */
export async function buildOrExit(options) {
  const began = Date.now();
  const problem = await build(options);
  if (problem !== null) {
    say(`${problem}\nThe window could not be built. The lines above say why.`);
    process.exit(1);
  }
  const seconds = (Date.now() - began) / 1000;
  if (seconds > 1) say(`The window was built in ${seconds.toFixed(1)} s.`);
}
