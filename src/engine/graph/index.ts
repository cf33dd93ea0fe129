import { tf } from '../tensorflow.ts';
import { eagerLoop } from './eager-loop.ts';
import { compileLoop, type Loop, type LoopOptions } from './loop.ts';

export type { Loop, LoopBody, Operations } from './loop.ts';
export { random } from './random.ts';
export { compileLoop };

/** A loop on the backend in use: one TensorFlow graph where it is native, op by op in WebAssembly. */
export function makeLoop(options: LoopOptions): Loop {
  return tf.getBackend() === 'tensorflow' ? compileLoop(options) : eagerLoop(options);
}
