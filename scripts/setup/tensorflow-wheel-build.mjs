/** Builds the native addon against TensorFlow 2.21 out of its Python wheels. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, nodeHeaders, TFJS_NODE } from './paths.mjs';
import { say } from './say.mjs';
import { makeWorkFolder, putInPlace, writeRecord } from './stamp.mjs';
import { installSystemPackages, missingForCompiler } from './system.mjs';
import { CPU_WHEEL, CUDA_WHEELS, requirement, TENSORFLOW_VERSION } from './tensorflow-wheels.mjs';
import { run } from './watched.mjs';

/** @typedef {import('./tensorflow-wheels.mjs').Wheel} Wheel */

const UNPACK = fileURLToPath(new URL('unpack_wheel.py', import.meta.url));

/** Wheels for this Python are asked for whichever Python runs pip, so that the checksums always fit. */
const PYTHON = '3.11';
const MANYLINUX = ['manylinux_2_27', 'manylinux2014', 'manylinux_2_17', 'manylinux2010', 'manylinux_2_12'];

/** @param {'cuda' | 'cpu'} way */
export function wheelFolder(way) {
  return join(CACHE, `tensorflow-${TENSORFLOW_VERSION}${way === 'cuda' ? '-cuda12' : ''}`);
}

/** @param {'cuda' | 'cpu'} way @returns {readonly Wheel[]} */
function wheelsFor(way) {
  if (way === 'cuda') return CUDA_WHEELS;
  return [process.arch === 'arm64' ? CPU_WHEEL.arm64 : CPU_WHEEL.x64];
}

/**
 * @param {'cuda' | 'cpu'} way
 * @returns {Promise<string | null>} why it could not be done, or null
 */
export async function buildFromWheels(way) {
  const target = wheelFolder(way);
  if (existsSync(join(target, 'stamp.json'))) return null;
  const command = await installSystemPackages(missingForCompiler(), 'the TensorFlow addon');
  if (command !== null) return `a compiler or pip is missing; install them with: ${command}`;
  const headers = nodeHeaders();
  if (headers === null) return "Node's C headers are missing";

  const work = makeWorkFolder(CACHE, 'tensorflow');
  const built = join(work, 'built');
  mkdirSync(built);
  for (const wheel of wheelsFor(way)) {
    const problem = (await download(wheel, work)) ?? (await unpack(wheel, built));
    if (problem !== null) return problem;
  }
  const problem = await arrangeAndCompile(built, headers);
  if (problem !== null) return problem;
  writeRecord(join(built, 'stamp.json'), { tensorflow: TENSORFLOW_VERSION, way });
  putInPlace(built, target);
  rmSync(work, { recursive: true, force: true });
  for (const wheel of wheelsFor(way)) rmSync(wheelPlace(wheel), { recursive: true, force: true });
  return null;
}

/** A finished download stays here until the addon is built, so that an interruption does not repeat it. @param {Wheel} wheel */
function wheelPlace({ name, sha256 }) {
  return join(CACHE, 'downloads', `${name}-${sha256.slice(0, 12)}`);
}

/** @param {Wheel} wheel @param {string} work @returns {Promise<string | null>} */
async function download(wheel, work) {
  const place = wheelPlace(wheel);
  if (existsSync(place)) return null;
  const folder = join(work, 'download');
  const temporary = join(work, 'temporary');
  for (const path of [folder, temporary]) mkdirSync(path, { recursive: true });
  const list = join(work, 'requirements.txt');
  writeFileSync(list, requirement(wheel));
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const words = ['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--require-hashes', '--only-binary=:all:'];
  words.push('--disable-pip-version-check', '--progress-bar', 'off', '--retries', '1', '--timeout', '15');
  words.push('--python-version', PYTHON, '--implementation', 'cp', '--abi', 'cp311', '--abi', 'none');
  for (const name of MANYLINUX) words.push('--platform', `${name}_${arch}`);
  words.push('--dest', folder, '--requirement', list);
  const title = `TensorFlow: ${wheel.name} ${wheel.version}`;
  const watch = { title, folders: [temporary, folder], totalBytes: wheel.bytes, firstByteMs: 45_000, stallMs: 60_000 };
  const outcome = await run('python3', words, { cwd: work, env: { ...process.env, TMPDIR: temporary }, watch });
  if (!outcome.ok) return `pip could not download ${wheel.name} ${wheel.version}: ${outcome.problem}`;
  mkdirSync(join(CACHE, 'downloads'), { recursive: true });
  renameSync(folder, place);
  return null;
}

/** @param {Wheel} wheel @param {string} folder @returns {Promise<string | null>} */
async function unpack(wheel, folder) {
  const place = wheelPlace(wheel);
  const file = readdirSync(place).find((name) => name.endsWith('.whl'));
  if (file === undefined) return `${basename(place)} holds no wheel`;
  say(`TensorFlow: unpacking ${wheel.name}.`);
  const isTensorFlow = wheel.name.startsWith('tensorflow');
  const members = isTensorFlow ? ['tensorflow/libtensorflow', 'tensorflow/include/'] : ['nvidia/'];
  const outcome = await run('python3', [UNPACK, join(place, file), folder, ...members]);
  if (outcome.ok) return null;
  rmSync(place, { recursive: true, force: true });
  return `${wheel.name} could not be unpacked: ${outcome.problem}`;
}

/**
 * Leaves lib/ (the libraries and the addon) and, with CUDA, nvidia/ beside it, where TensorFlow looks for it.
 * @param {string} built
 * @param {string} headers
 * @returns {Promise<string | null>}
 */
async function arrangeAndCompile(built, headers) {
  const unpacked = join(built, 'tensorflow');
  const library = join(built, 'lib');
  mkdirSync(library);
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    renameSync(join(unpacked, name), join(library, name));
  }
  symlinkSync('libtensorflow_cc.so.2', join(library, 'libtensorflow.so'));
  symlinkSync('libtensorflow_framework.so.2', join(library, 'libtensorflow_framework.so'));
  say('TensorFlow: compiling the addon.');
  const addon = join(built, 'tfjs_binding.node');
  const words = ['-O2', '-std=c++17', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'];
  words.push(`-I${headers}`, `-I${join(unpacked, 'include')}`, `-I${TFJS_NODE}`);
  words.push(...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(TFJS_NODE, 'binding', name)), '-o', addon);
  words.push(`-L${library}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2');
  words.push('-Wl,-rpath,$ORIGIN/../../deps/lib');
  const outcome = await run('g++', words);
  if (!outcome.ok) return `the addon could not be compiled: ${outcome.problem}`;
  rmSync(unpacked, { recursive: true, force: true });
  return null;
}

/** Makes the addon's package use what was built. @param {'cuda' | 'cpu'} way */
export function linkWheelBuild(way) {
  const folder = wheelFolder(way);
  const dependencies = join(TFJS_NODE, 'deps');
  const addons = join(TFJS_NODE, 'lib', 'napi-v8');
  for (const path of [dependencies, addons]) mkdirSync(path, { recursive: true });
  const mark = `.${process.pid}`;
  symlinkSync(join(folder, 'lib'), join(dependencies, `lib${mark}`));
  replace(join(dependencies, `lib${mark}`), join(dependencies, 'lib'));
  copyFileSync(join(folder, 'tfjs_binding.node'), join(addons, `tfjs_binding.node${mark}`));
  replace(join(addons, `tfjs_binding.node${mark}`), join(addons, 'tfjs_binding.node'));
}

/** @param {string} draft @param {string} target a file, a link, or a folder that an earlier way left there */
function replace(draft, target) {
  try {
    renameSync(draft, target);
  } catch {
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  }
}
