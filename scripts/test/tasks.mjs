/** Everything that `npm test` checks. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, packageCommand, ROOT } from '../setup/paths.mjs';
import { requireNode } from '../setup/runtime.mjs';
import { readRecord } from '../setup/stamp.mjs';
import { countOne, countPlaywright, countVitest } from './sum.mjs';

/** @typedef {import('./checks.mjs').Check} Check */

const REPORTS = join(CACHE, 'test-reports');

/** One check a room, each with the room's own settings. The renderer's also reads its Svelte files. @returns {Check[]} */
export function typeChecks() {
  const rooms = [...readdirSync(join(ROOT, 'src')).map((name) => `src/${name}`), 'e2e', 'scripts', 'bench'];
  return rooms.flatMap((room) => settingsOf(room).map((settings) => typeCheck(room, settings)));
}

/** @param {string} room @returns {string[]} its own settings, and those of its tests where they differ */
function settingsOf(room) {
  const names = ['tsconfig.json', 'tsconfig.tests.json'].map((name) => `${room}/${name}`);
  return names.filter((path) => existsSync(join(ROOT, path)));
}

/** @param {string} room @param {string} settings @returns {Check} */
function typeCheck(room, settings) {
  const words =
    room === 'src/renderer'
      ? [
          packageCommand('svelte-check', 'bin/svelte-check'),
          '--tsconfig',
          settings,
          '--fail-on-warnings',
          '--output',
          'machine',
        ]
      : [packageCommand('typescript', 'bin/tsc'), '--noEmit', '-p', settings];
  const name = `types ${room.replace('src/', '')}${settings.includes('tests') ? ' tests' : ''}`;
  return { name, program: requireNode(), words, count: countOne };
}

/** @returns {Check} */
export function lintCheck() {
  const words = [packageCommand('@biomejs/biome', 'bin/biome'), 'check', '.'];
  return { name: 'lint', program: requireNode(), words, count: countOne };
}

/** @returns {Check} */
export function rulesCheck() {
  const command = packageCommand('dependency-cruiser', 'bin/dependency-cruiser.mjs');
  const words = [command, 'src', 'scripts', 'e2e', '--config', '.dependency-cruiser.cjs'];
  return { name: 'rules', program: requireNode(), words, count: countOne };
}

/** @returns {Check} */
export function contrastCheck() {
  return { name: 'contrast', program: requireNode(), words: [join(ROOT, 'scripts', 'contrast.mjs')], count: countOne };
}

/** @returns {Check} */
export function unitCheck() {
  const report = freshReport('unit.json');
  const words = [packageCommand('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
  words.push(`--outputFile.json=${report}`);
  const count = (/** @type {number} */ code) => countVitest(readRecord(report), code);
  return { name: 'unit', program: requireNode(), words, live: true, count };
}

/** The whole app in its real Electron. @param {NodeJS.ProcessEnv} display @returns {Check} */
export function endToEndCheck(display) {
  const report = freshReport('e2e.json');
  const words = [packageCommand('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'];
  const count = (/** @type {number} */ code) => countPlaywright(readRecord(report), code);
  const env = { ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return { name: 'e2e', program: requireNode(), words, env, live: true, count };
}

/** @param {string} name */
function freshReport(name) {
  const path = join(REPORTS, name);
  rmSync(path, { force: true });
  return path;
}
