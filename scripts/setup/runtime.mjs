/** What a prepared project runs with: Node 24 for its programs and Electron for its window. */
import { delimiter, dirname, join } from 'node:path';
import { electronRuntime } from './electron.mjs';
import { SetupFailure } from './failure.mjs';
import { MODULES, projectNode } from './paths.mjs';

/** @returns {string} */
export function requireNode() {
  const node = projectNode();
  if (node === null) throw new SetupFailure('Node 24 is missing.', 'Run: npm run setup');
  return node;
}

/**
 * @returns {{ readonly program: string, readonly folder: string, readonly version: string, readonly forTestsOnly: boolean }}
 */
export function requireElectron() {
  const runtime = electronRuntime();
  if (runtime === null) throw new SetupFailure('Electron is missing.', 'Run: npm run setup');
  const { folder, executable, version, source } = runtime;
  return { program: join(folder, executable), folder, version, forTestsOnly: source === 'closed-network' };
}

/**
 * The environment of the project's own programs: Node 24 comes first on the path, and the electron package and
 * whoever asks it (electron-vite, Playwright) find the Electron that set-up chose.
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment() {
  const node = requireNode();
  const path = [dirname(node), join(MODULES, '.bin'), process.env.PATH ?? ''].join(delimiter);
  const runtime = electronRuntime();
  const electron = runtime === null ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
  return { ...process.env, PATH: path, ...electron };
}

/** Whether a window can appear: everywhere but on a Linux without a display. */
export function hasDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Chromium's sandbox does not work for root. The old Electron of closed networks serves tests, which often run as
 * root in containers, so it goes without; with a current Electron that stays the user's own decision.
 * @param {{ readonly forTestsOnly: boolean }} electron
 * @param {boolean} isRoot
 * @returns {readonly string[]}
 */
export function sandboxWords(electron, isRoot) {
  return electron.forTestsOnly && isRoot ? ['--no-sandbox'] : [];
}
