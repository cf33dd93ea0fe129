import { describe, expect, it } from 'vitest';
import { LUT_SIZE, lutBytes, mapColour, paletteBytes } from './colour-map.ts';

const hex = (rgb: readonly number[]) =>
  rgb
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');

/** Relative luminance (WCAG 2). */
function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('colour maps', () => {
  it('begin, pass and end at their anchors', () => {
    expect(hex(mapColour('viridis', 0))).toBe('440154');
    expect(hex(mapColour('viridis', 0.5))).toBe('21918c');
    expect(hex(mapColour('viridis', 1))).toBe('fde725');
    expect(hex(mapColour('magma', 1))).toBe('fcfdbf');
  });

  it('clamp what lies outside', () => {
    expect(mapColour('viridis', -1)).toEqual(mapColour('viridis', 0));
    expect(mapColour('viridis', 7)).toEqual(mapColour('viridis', 1));
  });

  it.each(['viridis', 'magma'] as const)('%s grows lighter all the way', (name) => {
    const steps = Array.from({ length: 50 }, (_, i) => luminance(mapColour(name, i / 49)));
    expect(steps.every((value, i) => i === 0 || value > (steps[i - 1] as number))).toBe(true);
  });

  it('use only the part that a theme shows', () => {
    expect(mapColour('viridis', 0, { low: 0.3, high: 1 })).toEqual(mapColour('viridis', 0.3));
    expect(mapColour('viridis', 1, { low: 0, high: 0.78 })).toEqual(mapColour('viridis', 0.78));
  });

  it('become opaque texels', () => {
    const bytes = lutBytes('viridis', { low: 0, high: 1 });
    expect(bytes.length).toBe(LUT_SIZE * 4);
    expect([...bytes.subarray(0, 4)]).toEqual([0x44, 0x01, 0x54, 255]);
    expect([...paletteBytes([[1, 0.5, 0]])]).toEqual([255, 128, 0, 255]);
  });
});
