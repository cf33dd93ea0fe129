/** The only import of tfjs: picks native GPU, native CPU or WebAssembly, and says which and why. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import util from 'node:util';
import type * as TensorFlow from '@tensorflow/tfjs';
import type { BackendInfo } from '../shared/model/records.ts';
import { replaceKernels } from './graph/kernels.ts';
import { nodeBackend } from './graph/node-backend.ts';

const require = createRequire(import.meta.url);

/** The tfjs namespace; its backend is ready once `loadTensorFlow` has answered. */
export const tf: typeof TensorFlow = require('@tensorflow/tfjs');
export type Tensor = TensorFlow.Tensor;

/** tfjs-node calls two helpers that Node 23 removed or deprecated. */
function restoreRemovedHelpers(): void {
  const helpers = util as unknown as Record<string, unknown>;
  helpers.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  helpers.isArray = Array.isArray;
}

function hasNvidiaDriver(): boolean {
  return existsSync('/proc/driver/nvidia/version') || existsSync('/dev/nvidiactl');
}

function loadNative(): BackendInfo {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  restoreRemovedHelpers();
  require('@tensorflow/tfjs-node-gpu');
  replaceKernels(tf);
  const backend = nodeBackend(tf);
  const version = `TensorFlow ${backend.binding.TF_Version}`;
  if (backend.isUsingGpuDevice) {
    return { kind: 'native-gpu', version, device: 'NVIDIA GPU', why: 'TensorFlow found a GPU that it can use.' };
  }
  const threads = Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism();
  const why = hasNvidiaDriver()
    ? 'An NVIDIA driver is installed, but this TensorFlow build could not use the GPU.'
    : 'No NVIDIA driver was found, so TensorFlow runs on the processor.';
  return { kind: 'native-cpu', version, device: `CPU, ${threads} thread${threads === 1 ? '' : 's'}`, why };
}

async function loadWasm(why: string): Promise<BackendInfo> {
  const wasm: { setWasmPaths(folder: string): void; version_wasm: string } = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${require.resolve('@tensorflow/tfjs-backend-wasm').replace(/[^/\\]+$/, '')}`);
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started.');
  await tf.ready();
  return { kind: 'wasm', version: `tfjs WebAssembly ${wasm.version_wasm}`, device: 'CPU, WebAssembly', why };
}

let loading: Promise<BackendInfo> | undefined;

async function load(): Promise<BackendInfo> {
  const forced = process.env.STREAMLINE_BACKEND;
  if (forced === 'wasm') return loadWasm('STREAMLINE_BACKEND asks for WebAssembly.');
  try {
    return loadNative();
  } catch (error) {
    const problem = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    if (forced === 'native') throw new Error(`Native TensorFlow could not be loaded: ${problem}`);
    return loadWasm(`Native TensorFlow could not be loaded (${problem}), so training is about 30 times slower.`);
  }
}

/** Loads the best backend once per process. `STREAMLINE_BACKEND=native|wasm` forces one. */
export function loadTensorFlow(): Promise<BackendInfo> {
  loading ??= load();
  return loading;
}
