import { describe, expect, it } from 'vitest';
import { cssColour, parseColour } from './tokens.ts';

describe('colours', () => {
  it.each([
    ['#ff8000', [1, 128 / 255, 0]],
    ['#f80', [1, 136 / 255, 0]],
    ['rgb(255, 128, 0)', [1, 128 / 255, 0]],
    ['rgb(255 128 0 / 0.5)', [1, 128 / 255, 0]],
    [' #000000 ', [0, 0, 0]],
  ])('%s is %o', (text, rgb) => expect(parseColour(text)).toEqual(rgb));

  it.each(['var(--run-1)', 'red', '#12', '', 'rgb(a, b)'])('%s is not read here', (text) => {
    expect(parseColour(text)).toBeNull();
  });

  it('are written back', () => {
    expect(cssColour([1, 128 / 255, 0])).toBe('rgb(255 128 0 / 1)');
    expect(parseColour(cssColour([0.2, 0.4, 0.6], 0.3))).toEqual([51 / 255, 102 / 255, 153 / 255]);
  });
});
