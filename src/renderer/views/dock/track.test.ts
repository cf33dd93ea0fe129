import { describe, expect, it } from 'vitest';
import { axisOf, hillPath, stepLabel, stepLabels, stepToX, tickTimes, timeToX, xToStep, xToTime } from './track.ts';

const axis = axisOf(880);

describe('tracks', () => {
  it('maps time to pixels and back', () => {
    expect(timeToX(axis, 0)).toBe(112);
    expect(timeToX(axis, 1)).toBe(856);
    expect(xToTime(axis, timeToX(axis, 0.62))).toBeCloseTo(0.62);
    expect(xToTime(axis, -50)).toBe(0);
  });
  it('maps training steps on a square-root axis and back', () => {
    expect(stepToX(axis, 5000, 20_000)).toBeCloseTo(timeToX(axis, 0.5));
    expect(xToStep(axis, stepToX(axis, 700, 2100), 2100)).toBeCloseTo(700);
  });
  it('draws every solver step where they fit and thins them where not', () => {
    expect(tickTimes(45, 744)).toHaveLength(46);
    const dense = tickTimes(500, 744);
    expect(dense.length).toBeLessThan(190);
    expect(dense.at(-1)).toBe(1);
  });
  it('labels round steps without overlap, ends included', () => {
    for (const steps of [1, 7, 500, 700, 2100, 20_000]) {
      const labels = stepLabels(axis, steps);
      expect(labels[0]?.step).toBe(0);
      expect(labels.at(-1)?.step).toBe(steps);
      for (let i = 1; i < labels.length; i++) {
        expect((labels[i]?.x ?? 0) - (labels[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(56);
      }
    }
    expect(stepLabels(axis, 20_000).map(({ step }) => step)).toContain(2000);
  });
  it('shortens step numbers only where nothing is lost', () => {
    expect(stepLabel(20_000)).toBe('20 k');
    expect(stepLabel(2100)).toBe('2\u2009100');
  });
  it('closes the hill at both ends', () => {
    expect(hillPath(axis, [1, 2, 1])).toMatch(/^M112 94L.*L856 94Z$/);
  });
});
