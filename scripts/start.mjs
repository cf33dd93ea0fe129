#!/usr/bin/env node
/**
 * Starts Streamline: the window, or, on a Linux without a display, the ring study in the terminal, recorded in the
 * same library. Usage: npm start [-- --library DIR]
 */

import { join } from 'node:path';
import { buildOrExit } from './setup/build.mjs';
import { ROOT } from './setup/paths.mjs';
import { runThrough } from './setup/run-through.mjs';
import { hasDisplay, projectEnvironment, requireElectron, requireNode, sandboxWords } from './setup/runtime.mjs';
import { say } from './setup/say.mjs';
import { setupOrExit } from './setup.mjs';

const words = process.argv.slice(2);
process.exitCode = hasDisplay() ? await startWindow() : await studyInTerminal();

async function startWindow() {
  await setupOrExit({ window: true });
  await buildOrExit();
  const electron = requireElectron();
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !electron.forTestsOnly && !words.includes('--no-sandbox')) {
    say('Electron does not start as root with its sandbox. Start Streamline as an ordinary user, or, where that is');
    say('not possible (a container), give up the sandbox yourself: npm start -- --no-sandbox');
    return 1;
  }
  if (electron.forTestsOnly)
    say(`This is Electron ${electron.version}, which is out of support: for tests and closed networks only.`);
  return runThrough(electron.program, [...sandboxWords(electron, isRoot), ROOT, ...words], projectEnvironment());
}

async function studyInTerminal() {
  await setupOrExit({ window: false });
  say(
    'There is no display, so the ring study runs here. The window shows the same library wherever there is a display.',
  );
  return runThrough(
    requireNode(),
    [join(ROOT, 'src', 'cli', 'main.ts'), 'study', 'ring', ...words],
    projectEnvironment(),
  );
}
