import { describe, expect, it } from 'vitest';
import type { SnapshotInfo } from '../../../shared/model/records.ts';
import { chosenMetrics, metricHistory } from './metric-choice.ts';

const info = (step: number, figures: Readonly<Record<string, number>>, n = 256): SnapshotInfo => ({
  step,
  metrics: Object.entries(figures).map(([name, value]) => ({ name, step, value, n, floor: value / 2 })),
});

const ring = { data: { name: 'ring', params: {} } } as const;
const moons = { data: { name: 'moons', params: {} } } as const;

describe('chosenMetrics', () => {
  it('takes their places before anything is measured', () => {
    expect(chosenMetrics({ model: 'onehot', ...ring }, [])).toEqual(['slicedW2', 'accuracy']);
    expect(chosenMetrics({ model: 'unconditional', ...ring }, [])).toEqual(['slicedW2', 'modeShareMin']);
    expect(chosenMetrics({ model: 'radius', ...ring }, [])).toEqual(['radiusError']);
  });
  it('promises nothing about modes where there are none', () => {
    expect(chosenMetrics({ model: 'onehot', ...moons }, [])).toEqual(['slicedW2']);
  });
  it('shows what was measured, what is expected of the model first', () => {
    const infos = [info(0, { pathRatio: 1, within3Std: 1, slicedW2: 1 })];
    expect(chosenMetrics({ model: 'unconditional', ...ring }, infos)).toEqual(['slicedW2', 'within3Std']);
  });
  it('brings no new figure in at the end, where more is measured', () => {
    const closing = info(700, { radiusError: 0.1, loss: 2, pathRatio: 1 });
    expect(chosenMetrics({ model: 'radius', ...ring }, [info(0, { radiusError: 1 }), closing])).toEqual([
      'radiusError',
    ]);
    expect(chosenMetrics({ model: 'radius', ...ring }, [info(0, { pathRatio: 1 })])).toEqual(['pathRatio']);
  });
});

describe('metricHistory', () => {
  it('follows a figure over the snapshots', () => {
    const history = metricHistory([info(0, { slicedW2: 2 }), info(70, { slicedW2: 1 })], 'slicedW2');
    expect(history).toEqual({
      points: [
        { step: 0, value: 2, n: 256, floor: 1, apart: false, interval: null },
        { step: 70, value: 1, n: 256, floor: 0.5, apart: false, interval: null },
      ],
      n: 256,
      otherN: [],
      floor: 0.5,
    });
  });
  it('sets points of another n apart, and keeps the floor of the usual one', () => {
    const infos = [info(0, { w: 4 }), info(70, { w: 2 }), info(140, { w: 1 }, 1600)];
    const { points, n, otherN, floor } = metricHistory(infos, 'w');
    expect(points.map(({ apart }) => apart)).toEqual([false, false, true]);
    expect([n, otherN, floor]).toEqual([256, [1600], 1]);
  });
  it('knows how sure a share is', () => {
    const { points } = metricHistory([info(0, { accuracy: 1 })], 'accuracy');
    expect(points[0]?.interval?.high).toBeCloseTo(1, 10);
    expect(points[0]?.interval?.low).toBeCloseTo(256 / 257, 10);
  });
  it('is empty for what was never measured', () => {
    expect(metricHistory([info(0, { w: 1 })], 'x')).toEqual({ points: [], n: null, otherN: [], floor: null });
  });
});
