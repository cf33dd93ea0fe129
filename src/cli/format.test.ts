import { expect, test } from 'vitest';
import { bytes, duration, figure } from './format.ts';

test.each([
  [0, '0'],
  [0.123456, '0.1235'],
  [2.9, '2.9'],
  [1234.56, '1235'],
  [0.00001, '1.00e-5'],
  [12_345_678, '1.23e+7'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
])('figure %d is %s', (value, text) => expect(figure(value)).toBe(text));

test.each([
  [0, '0.0 s'],
  [9940, '9.9 s'],
  [9960, '10 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [7_800_000, '2 h 10 min'],
  [7_199_999, '2 h 00 min'],
])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [14_240_000, '14.2 MB'],
])('%d bytes are %s', (count, text) => expect(bytes(count)).toBe(text));
