import { type Loop, type LoopBody, makeLoop } from './graph/index.ts';
import type { Tensor } from './tensorflow.ts';

/** Compiled loops by name and by the shapes of their tensors: TensorFlow keeps about 5 MB for each. */
export class LoopCache {
  readonly #loops = new Map<string, Loop>();

  get(name: string, variables: readonly Tensor[], invariants: readonly Tensor[], body: LoopBody): Loop {
    const key = [name, ...[...variables, ...invariants].map(({ shape }) => shape)].join('|');
    let loop = this.#loops.get(key);
    if (!loop) {
      loop = makeLoop({ variables, invariants, body });
      this.#loops.set(key, loop);
    }
    return loop;
  }

  dispose(): void {
    for (const loop of this.#loops.values()) loop.dispose();
    this.#loops.clear();
  }
}
