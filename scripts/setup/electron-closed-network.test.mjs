import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishRuntime } from './electron-closed-network.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-'));
  mkdirSync(join(folder, 'resources', 'app.asar.unpacked'), { recursive: true });
  for (const name of ['@wingconsoledesktop', 'resources/app.asar', 'resources/app-update.yml', 'resources/icon.png']) {
    writeFileSync(join(folder, name), '');
  }
  finishRuntime(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps Electron and nothing of the other program', () => {
  expect(readdirSync(join(folder, 'resources')).sort()).toEqual(['app', 'icon.png']);
  expect(existsSync(join(folder, readFileSync(join(folder, 'path.txt'), 'utf8')))).toBe(true);
  expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('25.1.1');
});

describe('the loader', () => {
  /** Runs it in Node, with an electron package that writes down what is asked of it. @param {string[]} words */
  function open(words) {
    const stub = join(folder, 'node_modules', 'electron');
    mkdirSync(stub, { recursive: true });
    writeFileSync(
      join(stub, 'index.js'),
      'const app = { calls: {} }; for (const name of ["setAppPath", "setVersion"]) app[name] = (value) => { app.calls[name] = value; }; module.exports = { app };',
    );
    const app = join(folder, 'my app');
    mkdirSync(app);
    writeFileSync(
      join(app, 'package.json'),
      '{ "name": "mine", "productName": "Mine", "version": "1.2.3", "main": "main.cjs" }',
    );
    writeFileSync(
      join(app, 'main.cjs'),
      'const { app } = require("electron"); console.log(JSON.stringify({ name: app.name, ...app.calls, first: global.first }))',
    );
    writeFileSync(join(folder, 'first.cjs'), 'global.first = true;');
    // As in Electron, the words follow the program at once.
    const program = `require(${JSON.stringify(join(folder, 'resources', 'app', 'index.cjs'))})`;
    return JSON.parse(
      execFileSync(process.execPath, ['-e', program, '--', ...words], { cwd: folder, encoding: 'utf8' }),
    );
  }

  it('opens the first argument that is no switch', () => {
    const expected = { name: 'Mine', setVersion: '1.2.3' };
    expect(open(['--no-sandbox', 'my app', '--library', 'x'])).toMatchObject(expected);
  });

  it('loads first what a test driver names', () => {
    expect(open(['-r', './first.cjs', '--inspect=0', 'my app'])).toMatchObject({ name: 'Mine', first: true });
  });
});
