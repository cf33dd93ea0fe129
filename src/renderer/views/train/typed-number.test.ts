import { describe, expect, it } from 'vitest';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

describe('parseTypedNumber', () => {
  it.each([
    ['20000', 20_000],
    ['20 000', 20_000],
    ['20\u2009000', 20_000],
    ['20,000', 20_000],
    [' 12 ', 12],
    ['3e-4', 3e-4],
    ['3e\u22124', 3e-4],
    ['\u22120.5', -0.5],
    ['.25', 0.25],
    ['1.', 1],
    ['1E6', 1e6],
    ['', null],
    ['12a', null],
    ['0,5', null],
    ['1,00', null],
    ['1e', null],
    ['Infinity', null],
    ['NaN', null],
    ['0x10', null],
    ['1e999', null],
  ])('reads %j as %j', (text, value) => expect(parseTypedNumber(text)).toBe(value));
});

describe('typedNumber', () => {
  it.each([
    [1000, '1000'],
    [20_000, '20\u2009000'],
    [3e-4, '3e\u22124'],
    [0.001, '0.001'],
    [0.25, '0.25'],
    [-0.5, '\u22120.5'],
    [0, '0'],
  ])('writes %j as %j', (value, text) => expect(typedNumber(value)).toBe(text));

  it.each([0, 1, 12_345, 0.1 + 0.2, 3e-4, 1.5e-7, -42_000, 2_147_483_647])('reads back what it wrote: %d', (value) => {
    expect(parseTypedNumber(typedNumber(value))).toBe(value);
  });
});
