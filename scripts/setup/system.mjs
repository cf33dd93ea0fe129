/** Libraries and programs of the system: found by what they are, installed by Debian's names. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';
import { run } from './watched.mjs';

/**
 * @typedef {{ readonly library?: string, readonly program?: string, readonly packages: readonly string[] }} Need
 * `packages` lists the names of one thing, newest distributions last.
 */

/** @type {readonly Need[]} */
const WINDOW_NEEDS = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libasound.so.2', packages: ['libasound2', 'libasound2t64'] },
  { library: 'libXss.so.1', packages: ['libxss1'] },
  { library: 'libXtst.so.6', packages: ['libxtst6', 'libxtst6t64'] },
  { library: 'libEGL.so.1', packages: ['libegl1'] },
  { library: 'libEGL_mesa.so.0', packages: ['libegl-mesa0'] },
  { program: 'Xvfb', packages: ['xvfb'] },
  { program: 'xauth', packages: ['xauth'] },
];
const DRIVERS = { folder: 'dri', packages: ['libgl1-mesa-dri'] };

/** @type {readonly Need[]} */
export const COMPILER_NEEDS = [
  { program: 'g++', packages: ['g++'] },
  { program: 'python3', packages: ['python3'] },
];

/**
 * What the window and its tests lack on this machine, as Debian package names (each with its alternatives).
 * @returns {readonly Need[]}
 */
export function missingForWindow() {
  if (process.platform !== 'linux') return [];
  const libraries = knownLibraries();
  const missing = WINDOW_NEEDS.filter((need) => !isMet(need, libraries));
  return hasDrivers() ? missing : [...missing, { packages: DRIVERS.packages }];
}

/** @returns {readonly Need[]} */
export function missingForCompiler() {
  const missing = COMPILER_NEEDS.filter((need) => !isMet(need, ''));
  const hasPip = spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0;
  return hasPip ? missing : [...missing, { packages: ['python3-pip'] }];
}

/** @param {Need} need @param {string} libraries */
function isMet(need, libraries) {
  if (need.library !== undefined) return libraries.includes(`\t${need.library} `);
  return need.program === undefined || findProgram(need.program) !== null;
}

/** @param {string} name */
export function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** The linker's own list of libraries. */
function knownLibraries() {
  const program = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
  return spawnSync(program, ['-p'], { encoding: 'utf8' }).stdout ?? '';
}

function hasDrivers() {
  const places = ['/usr/lib', '/usr/lib64', ...archFolders('/usr/lib')].map((folder) => join(folder, DRIVERS.folder));
  return places.some((folder) => existsSync(folder));
}

/** @param {string} folder */
function archFolders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
    .map((entry) => join(folder, entry.name));
}

/**
 * Installs them through apt as root; otherwise says which command does it.
 * @param {readonly Need[]} needs
 * @param {string} purpose
 * @returns {Promise<string | null>} the command to run by hand, or null when all is there
 */
export async function installSystemPackages(needs, purpose) {
  if (needs.length === 0) return null;
  if (findProgram('apt-get') === null) {
    return `your system's package manager, for: ${needs.map((need) => need.packages[0]).join(' ')}`;
  }
  const isRoot = process.getuid?.() === 0;
  const known = (/** @type {readonly string[]} */ names) =>
    names.filter((name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0).at(-1) ?? names[0];
  if (!isRoot) return `sudo apt-get install -y ${needs.map((need) => known(need.packages)).join(' ')}`;
  say(`System: installing what ${purpose} needs through apt.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  const names = needs.map((need) => known(need.packages) ?? '');
  const watch = {
    title: 'System packages',
    folders: ['/var/cache/apt/archives'],
    totalBytes: null,
    firstByteMs: 300_000,
    stallMs: 600_000,
  };
  const outcome = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, watch });
  if (outcome.ok) return null;
  say(`System: apt could not install them.\n${outcome.problem}`);
  return `apt-get update && apt-get install -y ${names.join(' ')}`;
}
