/** npm packages: installed exactly as the lock file says, with their install scripts off. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { MODULES, projectNode, ROOT } from './paths.mjs';
import { say, showProgress } from './say.mjs';
import { readRecord } from './stamp.mjs';
import { run } from './watched.mjs';

/**
 * @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean, readonly link?: boolean }} LockedPackage
 * @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} PackageLock
 */

/**
 * Whether what npm wrote down about its last installation is what the lock file asks for, package by package.
 * Optional packages may be absent, since npm leaves out those of other platforms.
 * @param {PackageLock} wanted
 * @param {PackageLock} installed
 */
export function matchesLock(wanted, installed) {
  const extra = Object.keys(installed.packages).filter((place) => place !== '' && wanted.packages[place] === undefined);
  if (extra.length > 0) return false;
  return Object.entries(wanted.packages).every(([place, entry]) => {
    if (place === '') return true;
    const there = installed.packages[place];
    if (there === undefined) return entry.optional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

export function packagesReady() {
  const installed = /** @type {PackageLock | null} */ (readRecord(join(MODULES, '.package-lock.json')));
  if (installed === null) return false;
  const wanted = /** @type {PackageLock} */ (JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  if (!matchesLock(wanted, installed)) return false;
  return Object.keys(installed.packages).every((place) => existsSync(join(ROOT, place)));
}

/** @param {(pid: number | null) => void} onChild */
export async function installPackages(onChild) {
  say('Packages: installing from the lock file.');
  const stop = showProgress('Packages', () => `${countPackages()} folders`);
  const { program, words } = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  const outcome = await run(program, words, { cwd: ROOT, onChild });
  stop();
  if (!outcome.ok) {
    const held = /EPERM|EBUSY/.test(outcome.problem) ? ' Close programs that run from node_modules.' : '';
    throw new SetupFailure(
      `npm could not install the packages.\n${outcome.problem}`,
      `Check that npm's registry is reachable (npm ping) and that the disk has room.${held} Then run the same command again.`,
    );
  }
  if (projectNode() === null) {
    throw new SetupFailure(
      `There is no packaged Node 24 for ${process.platform} ${process.arch}, and this Node (${process.versions.node}) is too old.`,
      'Install Node 24 on this machine, then run the same command again.',
    );
  }
}

function countPackages() {
  try {
    return readdirSync(MODULES).length;
  } catch {
    return 0; // npm has only begun.
  }
}

/**
 * npm as it was started, or the one on the path.
 * @param {string[]} words
 */
export function npm(words) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js') && existsSync(script)) return { program: process.execPath, words: [script, ...words] };
  if (process.platform === 'win32') return { program: 'cmd.exe', words: ['/d', '/s', '/c', 'npm', ...words] };
  return { program: 'npm', words };
}
