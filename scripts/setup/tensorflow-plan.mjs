/** Which TensorFlow suits a machine: a list of ways, best first. docs/decisions/0003 gives the reasons. */
import { existsSync, readFileSync } from 'node:fs';

/**
 * cuda: TensorFlow 2.21 for CUDA 12, from wheels. cpu: the same for the processor. package: what the addon's own
 * package downloads (TensorFlow 2.9). wasm: nothing native.
 * @typedef {'cuda' | 'cpu' | 'package' | 'wasm'} Way
 *
 * @typedef {object} Machine
 * @property {string} platform as in process.platform
 * @property {string} arch as in process.arch
 * @property {NvidiaDriver | null} nvidia
 *
 * @typedef {{ readonly major: number | null }} NvidiaDriver major version, null when it does not say
 */

/** CUDA 12 needs a driver of this series or a later one. */
export const OLDEST_DRIVER = 525;

/** @type {readonly Way[]} */
export const WAYS = ['cuda', 'cpu', 'package', 'wasm'];

/**
 * @param {Machine} machine
 * @param {string | undefined} forced the user's own choice (STREAMLINE_TENSORFLOW)
 * @returns {readonly Way[]} never empty
 */
export function tensorflowWays({ platform, arch, nvidia }, forced = undefined) {
  const known = WAYS.find((way) => way === forced);
  if (forced !== undefined && forced !== '' && known === undefined) {
    throw new RangeError(`STREAMLINE_TENSORFLOW is "${forced}"; it can be ${WAYS.join(', ')}.`);
  }
  if (known !== undefined) return known === 'wasm' ? ['wasm'] : [known, 'wasm'];
  if (platform !== 'linux') return ['package', 'wasm'];
  if (arch === 'x64') return canUseCuda(nvidia) ? ['cuda', 'cpu', 'package', 'wasm'] : ['cpu', 'package', 'wasm'];
  return arch === 'arm64' ? ['cpu', 'package', 'wasm'] : ['wasm'];
}

/** @param {NvidiaDriver | null} nvidia */
function canUseCuda(nvidia) {
  return nvidia !== null && (nvidia.major === null || nvidia.major >= OLDEST_DRIVER);
}

/** @returns {NvidiaDriver | null} */
export function findNvidiaDriver() {
  if (process.platform !== 'linux') return null;
  if (existsSync('/proc/driver/nvidia/version')) {
    return { major: driverMajor(readFileSync('/proc/driver/nvidia/version', 'utf8')) };
  }
  const traces = ['/dev/nvidiactl', '/usr/lib/wsl/lib/libcuda.so.1'];
  return traces.some((path) => existsSync(path)) ? { major: null } : null;
}

/** @param {string} text what the kernel module says about itself */
export function driverMajor(text) {
  const match = /Kernel Module.*?\s(\d+)\.\d+/.exec(text);
  return match === null ? null : Number(match[1]);
}
