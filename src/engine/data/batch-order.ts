/** Which rows of a fixed data set each step takes: shuffled every epoch, the last partial batch dropped. */
import { permutation, RandomStream } from '../../shared/flow/random.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { stepsPerEpoch } from '../../shared/model/steps-per-epoch.ts';

/** Data rows of the batch of any step: a permutation an epoch, from the seed and the epoch alone. */
export class BatchOrder {
  readonly #config: Pick<RunConfig, 'batch' | 'dataSize' | 'seed'>;
  #epoch = -1;
  #order: Int32Array = new Int32Array(0);
  #table: Int32Array = new Int32Array(0);

  constructor(config: Pick<RunConfig, 'batch' | 'dataSize' | 'seed'>) {
    this.#config = config;
  }

  /**
   * Writes the rows of `count` steps from `start` into a [rows, batch] table, one step a row. The table is used again by
   * the next call: a new one for every chunk made the process grow.
   */
  table(start: number, count: number, rows: number): Int32Array {
    const { batch, dataSize, seed } = this.#config;
    const perEpoch = stepsPerEpoch(this.#config);
    if (this.#table.length !== rows * batch) this.#table = new Int32Array(rows * batch);
    const table = this.#table;
    for (let k = 0; k < count; k++) {
      const epoch = Math.floor((start + k) / perEpoch);
      if (epoch !== this.#epoch) {
        this.#order = permutation(dataSize, new RandomStream(seed, 'shuffle', epoch));
        this.#epoch = epoch;
      }
      const first = ((start + k) % perEpoch) * batch;
      table.set(this.#order.subarray(first, first + batch), k * batch);
    }
    return table;
  }
}
