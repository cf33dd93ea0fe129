#!/usr/bin/env node
/**
 * Prepares everything that Streamline needs on this machine. Usage: npm run setup
 * Called this way it also tries again whatever an earlier set-up could only have second best.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronCouldBeBetter, electronRuntime, prepareElectron } from './setup/electron.mjs';
import { reasonOf, SetupFailure } from './setup/failure.mjs';
import { noteChild, withLock } from './setup/lock.mjs';
import { installPackages, packagesReady } from './setup/packages.mjs';
import { CACHE } from './setup/paths.mjs';
import { say } from './setup/say.mjs';
import { removeLeftovers } from './setup/stamp.mjs';
import { installSystemPackages, missingForWindow } from './setup/system.mjs';
import { prepareTensorFlow, tensorflowCouldBeBetter, tensorflowReady } from './setup/tensorflow.mjs';
import { endPrograms } from './setup/watched.mjs';

/**
 * Steps of a window ("window") may fail where only the command line is asked for.
 * @typedef {object} Step
 * @property {'always' | 'window'} need
 * @property {() => boolean} isReady
 * @property {() => boolean} couldBeBetter
 * @property {() => Promise<void>} prepare
 */

const LOCK = join(CACHE, 'setup.lock');

/** @type {readonly Step[]} */
const STEPS = [
  {
    need: 'always',
    isReady: packagesReady,
    couldBeBetter: () => false,
    prepare: () => installPackages((pid) => noteChild(LOCK, pid)),
  },
  {
    need: 'always',
    isReady: tensorflowReady,
    couldBeBetter: tensorflowCouldBeBetter,
    prepare: prepareTensorFlow,
  },
  {
    need: 'window',
    isReady: () => missingForWindow().length === 0,
    couldBeBetter: () => false,
    prepare: prepareSystem,
  },
  {
    need: 'window',
    isReady: () => electronRuntime() !== null,
    couldBeBetter: electronCouldBeBetter,
    prepare: prepareElectron,
  },
];

async function prepareSystem() {
  const command = await installSystemPackages(missingForWindow(), 'the window');
  if (command !== null) {
    throw new SetupFailure('Libraries that the window needs are missing on this system.', `Run this once: ${command}`);
  }
}

/**
 * Does what is not done yet. Everything it prints goes to stderr.
 * @param {{ readonly window: boolean, readonly again?: boolean }} options
 *   window: whether the caller cannot do without the window; again: try second-best steps once more
 */
export async function setup({ window, again = false }) {
  const isDone = (/** @type {Step} */ step) => step.isReady() && !(again && step.couldBeBetter());
  if (STEPS.every((step) => (step.need === 'window' && !window) || isDone(step))) return;
  const endOnSignal = (/** @type {NodeJS.Signals} */ signal) => {
    endPrograms();
    say(`Set-up was interrupted (${signal}). What is finished is kept; the same command goes on from there.`);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', endOnSignal).once('SIGTERM', endOnSignal);
  await withLock(LOCK, async () => {
    removeLeftovers(CACHE);
    for (const step of STEPS) {
      if (isDone(step)) continue;
      try {
        await step.prepare();
      } catch (error) {
        if (step.need === 'always' || window || !(error instanceof SetupFailure)) throw error;
        say(`The window cannot be used yet: ${error.message} ${error.remedy}`);
      }
    }
    removeLeftovers(CACHE);
  });
  process.removeListener('SIGINT', endOnSignal).removeListener('SIGTERM', endOnSignal);
}

/** Runs set-up for a script; a failure ends the program with what failed and what to try. */
export async function setupOrExit(/** @type {Parameters<typeof setup>[0]} */ options) {
  try {
    await setup(options);
  } catch (error) {
    say(`\nSet-up failed: ${reasonOf(error)}`);
    if (error instanceof SetupFailure) say(`What to try: ${error.remedy}`);
    else say(error instanceof Error ? (error.stack ?? '') : '');
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setupOrExit({ window: true, again: true });
  say('Everything is ready.');
}
