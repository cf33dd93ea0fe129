/** Native TensorFlow for this machine: tries the ways of the plan in turn and says which one it took. */
import { lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, projectNode, TFJS_NODE } from './paths.mjs';
import { say } from './say.mjs';
import { readRecord, writeRecord } from './stamp.mjs';
import { addonFile, installPackageOwn, restorePackageOwn } from './tensorflow-package.mjs';
import { findNvidiaDriver, OLDEST_DRIVER, tensorflowWays } from './tensorflow-plan.mjs';
import { buildFromWheels, linkWheelBuild, wheelFolder } from './tensorflow-wheel-build.mjs';
import { run } from './watched.mjs';

/**
 * @typedef {import('./tensorflow-plan.mjs').Way} Way
 * @typedef {{ readonly wanted: Way, readonly taken: Way, readonly version: string }} TensorFlowRecord
 */

const RECORD = join(CACHE, 'tensorflow.json');

/** @type {Readonly<Record<Way, string>>} */
const NAMES = {
  cuda: 'for NVIDIA GPUs (CUDA 12), built here from its Python wheels',
  cpu: 'for the processor, built here from its Python wheel',
  package: "as the addon's own package brings it",
  wasm: 'WebAssembly',
};

function plan() {
  const machine = { platform: process.platform, arch: process.arch, nvidia: findNvidiaDriver() };
  return tensorflowWays(machine, process.env.STREAMLINE_TENSORFLOW);
}

/** @returns {TensorFlowRecord | null} */
export function tensorflowRecord() {
  return /** @type {TensorFlowRecord | null} */ (readRecord(RECORD));
}

export function tensorflowReady() {
  const record = tensorflowRecord();
  if (record === null || record.wanted !== plan()[0]) return false;
  return isLinked(record.taken);
}

/** Whether a better way than the one in use could be tried again. */
export function tensorflowCouldBeBetter() {
  const record = tensorflowRecord();
  return record !== null && record.taken !== record.wanted;
}

/** @param {Way} way */
function isLinked(way) {
  if (way === 'wasm') return true;
  if (addonFile(TFJS_NODE) === null) return false;
  const library = join(TFJS_NODE, 'deps', 'lib');
  const isLink = lstatSync(library, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (way === 'package') return !isLink;
  return isLink && readlinkSync(library) === join(wheelFolder(way), 'lib');
}

export async function prepareTensorFlow() {
  const driver = findNvidiaDriver();
  if (driver?.major != null && driver.major < OLDEST_DRIVER) {
    say(
      `TensorFlow: the NVIDIA driver is of series ${driver.major}; CUDA 12 needs ${OLDEST_DRIVER} or later, so the processor is used.`,
    );
  }
  const ways = plan();
  const wanted = ways[0] ?? 'wasm';
  for (const way of ways) {
    const answer = await take(way);
    if (answer.ok) {
      writeRecord(RECORD, { wanted, taken: way, version: answer.version });
      say(`TensorFlow: ${answer.version} ${NAMES[way]}.`);
      if (way === 'wasm' && wanted !== 'wasm') {
        say('No native TensorFlow could be had: training will be 20 to 40 times slower. "npm run setup" tries again.');
      }
      return;
    }
    say(`TensorFlow ${NAMES[way]}: not possible, since ${answer.problem}`);
  }
}

/**
 * @param {Way} way
 * @returns {Promise<{ readonly ok: true, readonly version: string } | { readonly ok: false, readonly problem: string }>}
 */
async function take(way) {
  if (way === 'wasm') return { ok: true, version: 'tfjs' };
  const problem = way === 'package' ? await installPackageOwn() : await buildFromWheels(way);
  if (problem !== null) return { ok: false, problem };
  if (!isLinked(way)) {
    if (way === 'package') restorePackageOwn();
    else linkWheelBuild(way);
  }
  return tryAddon();
}

/** Loads the addon in a process of its own, since a wrong library ends the process that loads it. */
async function tryAddon() {
  const addon = addonFile(TFJS_NODE) ?? '';
  const program = `process.stdout.write(require(${JSON.stringify(addon)}).TF_Version)`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  const outcome = await run(projectNode() ?? process.execPath, ['-e', program], { env });
  if (!outcome.ok) return { ok: /** @type {const} */ (false), problem: `the addon does not load: ${outcome.problem}` };
  return { ok: /** @type {const} */ (true), version: outcome.output.trim().split('\n').at(-1) ?? '' };
}
