/** Decides who is paired with whom in a batch of points, by the coupling of a configuration. */
import { RandomStream } from '../../shared/flow/random.ts';
import type { CouplingKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { conditionWeight } from './condition-weight.ts';
import { type Points, pick, pointsOf, pricesFrom, transport, transportFrom } from './exact.ts';
import { drawFromPlan, sinkhornPlan } from './sinkhorn.ts';

/** A batch as drawn: x0 and x1 `[n, 2]`, the class and the condition of each x1. */
export type DrawnBatch = {
  readonly x0: Float32Array;
  readonly x1: Float32Array;
  readonly labels: Int32Array;
  readonly conditions: Float32Array;
};

/** For each x1 of a batch, in order, the x0 that stands beside it. `index` names the batch's random numbers. */
export type Pairer = {
  /** c2ot: the weight of the squared difference of conditions; otherwise null. */
  readonly weight: number | null;
  pair(batch: DrawnBatch, index: number): Int32Array;
};

type PairingConfig = Pick<RunConfig, 'model' | 'coupling' | 'seed'>;

/** Rows of one transport problem and their prices u, which lend prices to the problems of other batches. */
type Reference = { readonly x: Points; readonly u: Float64Array };

/** Within classes condition-aware transport is transport within each class: mixing them would cost without end. */
export function kindOf({ model, coupling }: Pick<RunConfig, 'model' | 'coupling'>): CouplingKind {
  return coupling.kind === 'c2ot' && model === 'onehot' ? 'class-ot' : coupling.kind;
}

/**
 * `reference`: a batch of the run's own that is solved once; its prices are where every other batch starts, and the c2ot
 * weight is searched on it. Pairs depend on the batch, its index and the reference alone, so a resumed run pairs alike.
 */
export function createPairer(config: PairingConfig, reference: DrawnBatch): Pairer {
  const { coupling, seed } = config;
  switch (kindOf(config)) {
    case 'independent':
    case 'reflow':
      return { weight: null, pair: ({ labels }) => Int32Array.from(labels, (_, i) => i) };
    case 'sinkhorn':
      return {
        weight: null,
        pair: ({ x0, x1 }, index) =>
          drawFromPlan(
            sinkhornPlan(pointsOf(x0), pointsOf(x1), coupling.epsilon),
            new RandomStream(seed, 'pairPlan', index),
          ),
      };
    case 'ot':
      return exactPairer(reference, null, (batch) => ({ x: pointsOf(batch.x0), y: pointsOf(batch.x1), groups: null }));
    case 'class-ot':
      return exactPairer(reference, null, (batch) => ({
        x: pointsOf(batch.x0),
        y: pointsOf(batch.x1),
        groups: batch.labels,
      }));
    case 'c2ot': {
      const weight =
        coupling.conditionWeight ??
        conditionWeight(pointsOf(reference.x0), pointsOf(reference.x1), reference.conditions, coupling.targetRatio);
      return exactPairer(reference, weight, ({ x0, x1, conditions }) => {
        // x0_i brings the condition of x1_i along: as noise is drawn without one, that is an independent draw of it.
        const third = Float64Array.from(conditions, (c) => Math.sqrt(weight) * c);
        return { x: pointsOf(x0, third), y: pointsOf(x1, third), groups: null };
      });
    }
  }
}

type Problem = { readonly x: Points; readonly y: Points; readonly groups: Int32Array | null };

/** Exact transport within each group (or over all), from the prices of the reference's group. */
function exactPairer(reference: DrawnBatch, weight: number | null, problemOf: (batch: DrawnBatch) => Problem): Pairer {
  const references = new Map<number, Reference>();
  const known = problemOf(reference);
  for (const [group, rows] of groupsOf(known)) {
    const x = pick(known.x, rows);
    references.set(group, { x, u: transport(x, pick(known.y, rows)).u });
  }
  return {
    weight,
    pair(batch) {
      const problem = problemOf(batch);
      const partner = new Int32Array(problem.x.n);
      for (const [group, rows] of groupsOf(problem)) {
        const [x, y] = [pick(problem.x, rows), pick(problem.y, rows)];
        const from = references.get(group);
        const { columnOfRow } = from ? transportFrom(x, y, pricesFrom(from.x, from.u, y)) : transport(x, y);
        columnOfRow.forEach((column, row) => {
          partner[rows[column] as number] = rows[row] as number;
        });
      }
      return partner;
    },
  };
}

function groupsOf({ x, groups }: Problem): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < x.n; i++) {
    const group = groups?.[i] ?? 0;
    const list = rows.get(group);
    if (list) list.push(i);
    else rows.set(group, [i]);
  }
  return rows;
}
