/** The addon's own prebuilt TensorFlow (2.9), as its package downloads it. */
import { cpSync, existsSync, lstatSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CACHE, MODULES, projectNode, TFJS_NODE } from './paths.mjs';
import { makeWorkFolder, putInPlace, readRecord, writeRecord } from './stamp.mjs';
import { run } from './watched.mjs';

const PARTS = ['deps', 'lib'];

function packageFolder() {
  const manifest = /** @type {{ version: string } | null} */ (readRecord(join(TFJS_NODE, 'package.json')));
  return join(CACHE, `tfjs-node-gpu-${manifest?.version ?? 'none'}-${process.platform}-${process.arch}`);
}

/** @returns {Promise<string | null>} why it could not be done, or null */
export async function installPackageOwn() {
  if (existsSync(join(packageFolder(), 'stamp.json'))) return null;
  clearPackage();
  const path = `${join(MODULES, '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const watch = {
    title: "TensorFlow: the addon's own build",
    folders: PARTS.map((part) => join(TFJS_NODE, part)),
    totalBytes: null,
    firstByteMs: 8000,
    stallMs: 60_000,
  };
  const words = [join('scripts', 'install.js'), 'gpu', 'download'];
  const env = { ...process.env, PATH: path };
  const outcome = await run(projectNode() ?? process.execPath, words, { cwd: TFJS_NODE, env, watch });
  if (!outcome.ok || addonFile(TFJS_NODE) === null) {
    clearPackage();
    return `the addon's own build could not be downloaded: ${outcome.problem || 'it left no addon'}`;
  }
  const work = makeWorkFolder(CACHE, 'tensorflow-own');
  for (const part of PARTS)
    cpSync(join(TFJS_NODE, part), join(work, part), { recursive: true, verbatimSymlinks: true });
  writeRecord(join(work, 'stamp.json'), { source: 'package' });
  putInPlace(work, packageFolder());
  return null;
}

/** Puts it back after npm has renewed the packages. */
export function restorePackageOwn() {
  clearPackage();
  for (const part of PARTS) {
    cpSync(join(packageFolder(), part), join(TFJS_NODE, part), { recursive: true, verbatimSymlinks: true });
  }
}

/** Removes what an earlier way put there; a link is removed as a link, never what it leads to. */
function clearPackage() {
  const link = join(TFJS_NODE, 'deps', 'lib');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(link);
  for (const part of PARTS) rmSync(join(TFJS_NODE, part), { recursive: true, force: true });
}

/** @param {string} folder @returns {string | null} the compiled addon, whichever Node-API version it was built for */
export function addonFile(folder) {
  const library = join(folder, 'lib');
  if (!existsSync(library)) return null;
  const files = readdirSync(library).map((name) => join(library, name, 'tfjs_binding.node'));
  return files.find((path) => existsSync(path)) ?? null;
}
