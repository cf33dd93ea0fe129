import { describe, expect, it } from 'vitest';
import { about, bytes, decimal, duration, figure, percent, plural, short, whole } from './format.ts';

describe('numbers', () => {
  it.each([
    [0.0591, '0.059'],
    [-0.5, '−0.500'],
    [-0.0001, '0.000'],
    [Number.NaN, '–'],
    [null, '–'],
    [1.9990257538886116e35, '2.00e35'],
    [-4e9, '−4.00e9'],
    [123456789.5, '123456789.500'],
  ])('writes %s as %s', (value, text) => expect(decimal(value)).toBe(text));

  it.each([
    [999, '999'],
    [12400, '12\u2009400'],
    [-1234567, '−1\u2009234\u2009567'],
    [undefined, '–'],
  ])('groups %s as %s', (value, text) => expect(whole(value)).toBe(text));

  it('writes a count without decimals', () => {
    expect(figure('nfe', 235.6)).toBe('236');
    expect(figure('w2', 0.0591)).toBe('0.059');
  });

  it.each([
    [0, '0'],
    [500, '500'],
    [2000, '2\u2009k'],
    [12500, '12.5\u2009k'],
    [1_200_000, '1.2\u2009M'],
  ])('shortens %s to %s', (value, text) => expect(short(value)).toBe(text));

  it('writes percentages and counts', () => {
    expect(percent(0.623)).toBe('62 %');
    expect(percent(1.2)).toBe('100 %');
    expect(plural(1, 'run')).toBe('1 run');
    expect(plural(0, 'run')).toBe('0 runs');
  });
});

describe('times and sizes', () => {
  it.each([
    [105_000, '1:45'],
    [-3000, '0:00'],
    [3_723_000, '1:02:03'],
    [null, '–'],
  ])('writes %s ms as %s', (value, text) => expect(duration(value)).toBe(text));

  it.each([
    [200, 'about 1 s'],
    [12_400, 'about 12 s'],
    [180_000, 'about 3 min'],
    [7_200_000, 'about 2 h'],
    [null, 'time not measured'],
  ])('estimates %s ms as %s', (value, text) => expect(about(value)).toBe(text));

  it.each([
    [512, '512 B'],
    [4_200_000, '4.2 MB'],
    [71_000_000_000, '71 GB'],
  ])('writes %s bytes as %s', (value, text) => expect(bytes(value)).toBe(text));
});
