import { describe, expect, it } from 'vitest';
import { RandomStream } from '../flow/random.ts';
import { momentsOf } from './moments.ts';
import { welchTest } from './welch.ts';

describe('momentsOf', () => {
  it('divides by n − 1', () => {
    expect(momentsOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, std: Math.sqrt(32 / 7) });
  });
  it('has no spread of one value and no mean of none', () => {
    expect(momentsOf([3])).toEqual({ count: 1, mean: 3, std: null });
    expect(momentsOf([])).toEqual({ count: 0, mean: Number.NaN, std: null });
    expect(momentsOf([Number.NaN, 3])).toEqual({ count: 1, mean: 3, std: null });
  });
  it('keeps the digits of close values', () => {
    expect(momentsOf([1e9 + 1, 1e9 + 2, 1e9 + 3]).std).toBeCloseTo(1, 6);
  });
});

describe('welchTest', () => {
  // The first worked example of the article on Welch's t test: t = −2.46, ν = 25.0, p = 0.021.
  const a = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
  const b = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4];
  it('agrees with a known example', () => {
    const test = welchTest(a, b);
    expect(test?.t).toBeCloseTo(-2.46, 2);
    expect(test?.degrees).toBeCloseTo(25.0, 0);
    expect(test?.p).toBeCloseTo(0.021, 3);
  });
  it('is symmetric but for the sign of t', () => {
    const [one, other] = [welchTest(a, b), welchTest(b, a)];
    expect(other?.p).toBe(one?.p);
    expect(other?.t).toBeCloseTo(-(one?.t ?? 0), 12);
  });
  it('is certain where nothing varies', () => {
    expect(welchTest([1, 1, 1], [1, 1, 1])?.p).toBe(1);
    expect(welchTest([1, 1, 1], [2, 2, 2])).toMatchObject({ p: 0, t: Number.NEGATIVE_INFINITY });
  });
  it('says nothing below three values', () => {
    expect(welchTest([1, 2], [1, 2, 3])).toBeNull();
    expect(welchTest([1, 2, Number.NaN], [1, 2, 3])).toBeNull();
  });
  it('calls about one in twenty equal pairs different', () => {
    let wrong = 0;
    for (let i = 0; i < 2000; i++) {
      const random = new RandomStream(11, 'floor', i);
      const draw = () => Array.from({ length: 5 }, () => random.normal());
      if ((welchTest(draw(), draw())?.p ?? 1) < 0.05) wrong++;
    }
    expect(wrong / 2000).toBeGreaterThan(0.03);
    expect(wrong / 2000).toBeLessThan(0.06);
  });
});
