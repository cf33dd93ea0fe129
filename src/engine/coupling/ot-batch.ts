/** The OT batches of a run: drawn from counters, so that batch k is the same whoever makes it, and paired. */
import { drawDataset, drawFresh, type PointSet } from '../../shared/flow/draw.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import { conditionsOf } from '../../shared/model/condition-values.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { BatchOrder } from '../data/batch-order.ts';
import { createPairer, type DrawnBatch, type Pairer } from './pairer.ts';

/** Points of the batch that starting prices and the c2ot weight come from, at most. */
const REFERENCE_POINTS = 1024;
/** Its random numbers begin here, far beyond those of any step. */
const REFERENCE_FIRST = 2 ** 50;

/** One OT batch with its pairs: x0 `[n, 2]` in the order of x1, and what the graph does not have itself. */
export type PairedBatch = {
  readonly index: number;
  readonly x0: Float32Array;
  /** `[n, 2]` */
  readonly x1: Float32Array;
  /** Class or continuous condition of each pair; zeros for an unconditional model. */
  readonly conditions: Float32Array;
  readonly labels: Int32Array;
  /** Rows of a fixed data set that x1 is; empty for fresh draws. */
  readonly rows: Int32Array;
};

/** Points paired at once. */
export const otBatchOf = ({ coupling, batch }: Pick<RunConfig, 'coupling' | 'batch'>) => coupling.batch ?? batch;

type Drawn = DrawnBatch & { readonly rows: Int32Array };
type FixedSet = { readonly set: PointSet; readonly conditions: Float32Array };

export class OtBatches {
  readonly size: number;
  readonly #config: RunConfig;
  readonly #order: BatchOrder;
  readonly #pairer: Pairer;
  readonly #fixed: FixedSet | null;

  constructor(config: RunConfig) {
    this.#config = config;
    this.size = otBatchOf(config);
    this.#order = new BatchOrder(config);
    const set = config.freshData ? null : drawDataset(config.data, config.dataSize, config.seed);
    this.#fixed = set === null ? null : { set, conditions: conditionsOf(config, set) };
    this.#pairer = createPairer(config, this.#reference());
  }

  /** c2ot: the weight in use. */
  get weight(): number | null {
    return this.#pairer.weight;
  }

  make(index: number): PairedBatch {
    const drawn = this.#fixed === null ? this.#fresh(index * this.size, this.size) : this.#rows(this.#fixed, index);
    return paired(this.#pairer, drawn, index);
  }

  #fresh(first: number, n: number): Drawn {
    const { data, source, seed } = this.#config;
    const x0 = drawSource(source, seed, n, { stream: 'pairSource', first });
    const set = drawFresh(data, n, seed, { stream: 'pairData', first });
    return {
      x0,
      x1: set.points,
      labels: set.labels,
      conditions: conditionsOf(this.#config, set),
      rows: new Int32Array(0),
    };
  }

  /** The rows that these steps take of a fixed set in any coupling, so that every epoch of plans visits each point once. */
  #rows({ set, conditions }: FixedSet, index: number): Drawn {
    const { batch, source, seed } = this.#config;
    const steps = this.size / batch;
    // A copy: the table is used again by the next call.
    const rows = this.#order.table(index * steps, steps, steps).slice();
    const x1 = new Float32Array(2 * rows.length);
    rows.forEach((row, i) => {
      x1[2 * i] = set.points[2 * row] as number;
      x1[2 * i + 1] = set.points[2 * row + 1] as number;
    });
    return {
      x0: drawSource(source, seed, rows.length, { stream: 'pairSource', first: index * this.size }),
      x1,
      labels: Int32Array.from(rows, (row) => set.labels[row] as number),
      conditions: Float32Array.from(rows, (row) => conditions[row] as number),
      rows,
    };
  }

  /** As large as the run's own batches; the search for a weight has 1024 points in any case. */
  #reference(): DrawnBatch {
    const n = this.#config.coupling.kind === 'c2ot' ? REFERENCE_POINTS : Math.min(this.size, REFERENCE_POINTS);
    return this.#fresh(REFERENCE_FIRST, n);
  }
}

function paired(pairer: Pairer, { x0, x1, labels, conditions, rows }: Drawn, index: number): PairedBatch {
  const partner = pairer.pair({ x0, x1, labels, conditions }, index);
  const beside = new Float32Array(x0.length);
  partner.forEach((row, i) => {
    beside[2 * i] = x0[2 * row] as number;
    beside[2 * i + 1] = x0[2 * row + 1] as number;
  });
  return { index, x0: beside, x1, labels, conditions, rows };
}
