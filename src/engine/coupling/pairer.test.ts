import { describe, expect, test } from 'vitest';
import { drawFresh } from '../../shared/flow/draw.ts';
import { RandomStream } from '../../shared/flow/random.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import type { CouplingKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { smallConfig } from '../testing/numbers.ts';
import { conditionWeight, ratioAt } from './condition-weight.ts';
import { pointsOf } from './exact.ts';
import { OtBatches } from './ot-batch.ts';
import { drawFromPlan, sinkhornPlan } from './sinkhorn.ts';
import { crossings, pairStatistics } from './statistics.ts';

const MOONS = { name: 'c2ot-moons', params: { scale: 3, shift: -1, noise: 0.2 } } as const;

function configWith(
  kind: CouplingKind,
  model: RunConfig['model'],
  coupling: Partial<RunConfig['coupling']> = {},
): RunConfig {
  const base = smallConfig(model, {
    data: MOONS,
    freshData: true,
    continuous: 'x1',
    source: { name: '8-gaussians', params: {} },
  });
  return { ...base, coupling: { ...base.coupling, kind, batch: 256, ...coupling } };
}

const pairsOf = (config: RunConfig, index = 3) => new OtBatches(config).make(index);

const sorted = (points: Float32Array) =>
  Array.from({ length: points.length / 2 }, (_, i) => `${points[2 * i]} ${points[2 * i + 1]}`).sort();

describe('exact OT', () => {
  const independent = pairsOf(configWith('independent', 'unconditional'));
  const ot = pairsOf(configWith('ot', 'unconditional'));

  test('pairs the same points, each once', () => {
    expect(ot.x1).toEqual(independent.x1);
    expect(ot.x0).not.toEqual(independent.x0);
    expect(sorted(ot.x0)).toEqual(sorted(independent.x0));
  });

  test('costs less than independent pairs, crosses less, and no two pairs would be cheaper swapped', () => {
    const before = pairStatistics(independent.x0, independent.x1, null);
    const after = pairStatistics(ot.x0, ot.x1, null);
    expect(after.cost).toBeLessThan(before.cost);
    expect(before.crossings).toBeGreaterThan(1000);
    expect(after.crossings).toBeLessThan(0.1 * before.crossings);
    expect(before.swaps).toBeGreaterThan(1000);
    expect(after.swaps).toBe(0);
  });
});

test('a batch is the same whoever makes it, before or after others', () => {
  for (const kind of ['ot', 'sinkhorn', 'class-ot', 'c2ot'] as const) {
    const config = configWith(kind, kind === 'c2ot' ? 'radius' : 'onehot', { batch: 96 });
    const some = new OtBatches({ ...config, batch: 32 });
    some.make(0);
    const late = some.make(2);
    expect(late).toEqual(new OtBatches({ ...config, batch: 32 }).make(2));
    expect(late.x0).not.toEqual(some.make(1).x0);
  }
});

test('a fixed set is visited as in any other coupling: each point once an epoch', () => {
  const config = { ...configWith('ot', 'onehot', { batch: 96 }), freshData: false };
  const batches = new OtBatches(config);
  const epoch = [0, 1].flatMap((index) => sorted(batches.make(index).x1));
  expect(new Set(epoch).size).toBe(192);
});

describe('skew', () => {
  const skewOf = (kind: CouplingKind, model: 'onehot' | 'radius') => {
    const { x0, x1, conditions } = pairsOf(configWith(kind, model, { batch: 512 }));
    const condition = { kind: model === 'onehot' ? 'class' : 'continuous', values: conditions } as const;
    return pairStatistics(x0, x1, condition).skew;
  };

  test('plain OT tells the class from the noise, OT per class does not', () => {
    expect(skewOf('ot', 'onehot')?.value).toBeGreaterThan(0.9);
    const within = skewOf('class-ot', 'onehot');
    expect(within?.value).toBeLessThan((within?.chance ?? 0) + 0.12);
    expect(skewOf('c2ot', 'onehot')).toEqual(within);
  });

  test('plain OT tells the coordinate from the noise, condition-aware OT hardly does', () => {
    expect(skewOf('ot', 'radius')?.value).toBeGreaterThan(0.8);
    expect(skewOf('c2ot', 'radius')?.value).toBeLessThan(0.3);
    expect(skewOf('independent', 'radius')?.value).toBeLessThan(0.1);
  });
});

test('OT per class takes the noise that stood beside the class as it was drawn', () => {
  const drawn = pairsOf(configWith('independent', 'onehot'));
  const within = pairsOf(configWith('class-ot', 'onehot'));
  for (const label of [0, 1]) {
    const of = ({ x0, labels }: typeof drawn) => sorted(x0.filter((_, k) => labels[k >> 1] === label)).join();
    expect(of(within)).toBe(of(drawn));
  }
  expect(pairStatistics(within.x0, within.x1, null).cost).toBeLessThan(pairStatistics(drawn.x0, drawn.x1, null).cost);
});

describe('the search for the weight of conditions', () => {
  const x0 = pointsOf(drawSource({ name: '8-gaussians' }, 1, 300));
  const set = drawFresh(MOONS, 300, 1);
  const x1 = pointsOf(set.points);
  const conditions = Float32Array.from({ length: 300 }, (_, i) => set.points[2 * i] ?? 0);

  test.each([0.2, 0.05, 0.01, 0.001])('hits the target ratio %d', (target) => {
    const weight = conditionWeight(x0, x1, conditions, target);
    expect(weight).toBeGreaterThan(0);
    expect(Math.abs(ratioAt(x0, x1, conditions, weight) - target)).toBeLessThan(2 / (300 * 299));
  });

  test('takes no weight when there is nothing to lower', () => {
    expect(conditionWeight(x0, x1, conditions, 1)).toBe(0);
  });
});

describe('Sinkhorn', () => {
  const x = pointsOf(drawSource({ name: 'gaussian' }, 2, 200));
  const y = pointsOf(drawFresh(MOONS, 200, 2).points);

  test.each([1, 0.05, 0.002])('has the marginals of its points at epsilon %d', (epsilon) => {
    const { mass, n } = sinkhornPlan(x, y, epsilon);
    const sums = (pick: (i: number, j: number) => number) =>
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => mass[pick(i, j)] ?? 0)).map((row) =>
        row.reduce((sum, value) => sum + value, 0),
      );
    const worst = (rows: number[]) => Math.max(...rows.map((sum) => Math.abs(n * sum - 1)));
    expect(worst(sums((i, j) => j * n + i))).toBeLessThan(1e-9);
    expect(sums((i, j) => i * n + j).reduce((sum, row) => sum + Math.abs(row - 1 / n), 0)).toBeLessThan(0.01);
  });

  test('goes from independent to exact as epsilon falls', () => {
    const cost = (kind: CouplingKind, epsilon = 1) => {
      const { x0, x1 } = pairsOf(configWith(kind, 'unconditional', { epsilon }));
      return pairStatistics(x0, x1, null).cost;
    };
    const [soft, middle, hard] = [cost('sinkhorn', 20), cost('sinkhorn', 0.1), cost('sinkhorn', 0.001)];
    expect(soft).toBeGreaterThan(0.9 * cost('independent'));
    expect(middle).toBeLessThan(soft);
    expect(hard).toBeLessThan(middle);
    // Drawn with repetition, so it can be a little below the exact cost too.
    expect(Math.abs(hard / cost('ot') - 1)).toBeLessThan(0.1);
  });

  test('draws partners from the plan', () => {
    const mass = Float64Array.of(0.5, 0.125, 0, 0.375);
    const random = new RandomStream(1, 'pairPlan');
    const draws = Array.from({ length: 4000 }, () =>
      drawFromPlan({ n: 2, mass, epsilon: 1, marginalError: 0 }, random),
    );
    expect(draws.every(([first]) => first === 0)).toBe(true);
    expect(draws.filter(([, second]) => second === 1).length / 4000).toBeCloseTo(0.75, 1);
  });
});

test('crossings are counted exactly', () => {
  const x0 = Float32Array.of(0, 0, 0, 1, 5, 5);
  expect(crossings(x0, Float32Array.of(1, 1, 1, 0, 6, 6))).toBe(1);
  expect(crossings(x0, Float32Array.of(1, 0, 1, 1, 6, 6))).toBe(0);
  // Ends that only touch do not cross.
  expect(crossings(Float32Array.of(0, 0, 1, 1), Float32Array.of(1, 1, 2, 0))).toBe(0);
});
