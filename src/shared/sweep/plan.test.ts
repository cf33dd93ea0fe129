import { describe, expect, it } from 'vitest';
import { USUAL_REUSE } from '../model/coupling-reuse.ts';
import { ringConfig } from '../model/presets.ts';
import { planSweep, type SweepRequest, sweepSize } from './plan.ts';

const config = ringConfig('onehot', 'gaussian', 1);
const request = (axes: readonly string[], more: Partial<SweepRequest> = {}): SweepRequest => ({
  config,
  shape: 'grid',
  seeds: 1,
  axes: axes.map((axis) => {
    const [path = '', values = ''] = axis.split('=');
    return { path, values: values.split(',') };
  }),
  ...more,
});

describe('planSweep', () => {
  it('makes a grid whose names say what varies', () => {
    const plan = planSweep('a', request(['lr=1e-3,3e-4', 'width=64,128']));
    expect(plan.axes).toEqual(['optimizer.learningRate', 'network.width']);
    expect(plan.runs.map(({ name }) => name)).toEqual([
      'a-lr1e-3-w64',
      'a-lr1e-3-w128',
      'a-lr3e-4-w64',
      'a-lr3e-4-w128',
    ]);
    expect(plan.runs.map((run) => [run.config.optimizer.learningRate, run.config.network.width])).toEqual([
      [1e-3, 64],
      [1e-3, 128],
      [3e-4, 64],
      [3e-4, 128],
    ]);
  });
  it('pairs a list, and trains each with several seeds', () => {
    const plan = planSweep('a', request(['width=64,128', 'depth=2,3'], { shape: 'list', seeds: 2 }));
    expect(plan.runs.map(({ name }) => name)).toEqual(['a-w64-d2-s1', 'a-w64-d2-s2', 'a-w128-d3-s1', 'a-w128-d3-s2']);
    expect(plan.axes).toEqual(['network.width', 'network.depth', 'seed']);
  });
  it('gives pairs by cost their usual reuse, unless it is set beside them in whatever order', () => {
    const reuses = (...axes: string[]) => planSweep('a', request(axes)).runs.map((run) => run.config.coupling.reuse);
    expect(reuses('coupling=independent,class-ot')).toEqual([1, USUAL_REUSE]);
    expect(reuses('coupling.reuse=1,4', 'coupling=class-ot')).toEqual([1, 4]);
    expect(reuses('coupling=class-ot', 'coupling.reuse=1,4')).toEqual([1, 4]);
  });
  it('varies choices, parameters, data and lists of widths', () => {
    const names = (axis: string) => planSweep('a', request([axis])).runs.map((run) => run.name);
    expect(names('coupling=independent,ot')).toEqual(['a-independent', 'a-ot']);
    expect(names('hidden=64x64,none')).toEqual(['a-hidden64x64', 'a-hiddennone']);
    const { runs } = planSweep('a', request(['data.modes=5,6']));
    expect(runs.map((run) => run.config.data.params.modes)).toEqual([5, 6]);
    const data = planSweep('a', {
      ...request([]),
      axes: [{ path: 'data', values: ['ring:modes=5,std=.3', 'moons'] }],
      config: ringConfig('unconditional', 'gaussian', 1),
    });
    expect(data.runs.map((run) => run.config.data.name)).toEqual(['ring', 'moons']);
  });
  it('takes snapshots ten times whatever the length', () => {
    expect(planSweep('a', request(['steps=100,1000'])).runs.map((run) => run.config.snapshotEvery)).toEqual([10, 100]);
  });
  it('keeps a snapshot interval that is set beside the steps, in whatever order', () => {
    for (const axes of [
      ['snapshotEvery=25', 'steps=100'],
      ['steps=100', 'snapshotEvery=25'],
    ]) {
      expect(planSweep('a', request(axes)).runs.map((run) => run.config.snapshotEvery)).toEqual([25]);
    }
  });
  it('counts before it makes', () => {
    expect(sweepSize(request(['lr=1,2,3', 'width=1,2'], { seeds: 5 }))).toBe(30);
    expect(sweepSize(request(['lr=1,2,3', 'width=1,2,3'], { shape: 'list', seeds: 2 }))).toBe(6);
  });
});

const REFUSALS: readonly (readonly [SweepRequest, string])[] = [
  [request(['widht=1']), '--set widht: there is no such setting (did you mean width?).'],
  [request(['width=wide']), '--set network.width=wide: network.width is a number.'],
  [request(['width=0']), '--set w0: Width must be a whole number from 1 to 2048.'],
  [request(['width=1', 'network.width=2']), '--set network.width is given twice; give all its values at once.'],
  [request(['width=1,']), '--set width: a value is missing.'],
  [request(['width=1,1']), '--set width: a value is given twice.'],
  [
    request(['width=1,2', 'depth=1'], { shape: 'list' }),
    '--set depth has 1 values, but a list takes 2 of each setting.',
  ],
  [request([]), '--set: nothing varies; give a setting with its values, or --seeds.'],
  [request(['seed=1,2'], { seeds: 2 }), '--set seed and --seeds both set the seeds: give one of them.'],
  [request(['lr=1,2'], { seeds: 600 }), 'The sweep has 1200 runs; the most is 1000. Give fewer values or seeds.'],
  [request(['coupling=nearest']), /^--set coupling.kind=nearest: there is no such choice/ as unknown as string],
  [request(['epsilon=1']), '--set epsilon: that can be coupling.epsilon or optimizer.epsilon; write one of them.'],
];

describe('what cannot be swept is refused in one sentence', () => {
  for (const [wrong, sentence] of REFUSALS) {
    it(String(sentence), () => expect(() => planSweep('a', wrong)).toThrow(sentence));
  }
});
