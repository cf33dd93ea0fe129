/** Perceptually uniform colour maps (viridis, magma; Smith and van der Walt, matplotlib) from nine anchors each. */
import { type Rgb, token } from '../styles/tokens.ts';
import type { Theme } from './types.ts';

const ANCHORS = {
  viridis: ['440154', '472d7b', '3b528b', '2c728e', '21918c', '28ae80', '5ec962', 'addc30', 'fde725'],
  magma: ['000004', '1d1147', '51127c', '832681', 'b73779', 'e75263', 'fc8961', 'fec488', 'fcfdbf'],
} as const;
export type ColourMapName = keyof typeof ANCHORS;

/** Part of the map that keeps contrast on a theme's ground. */
export type MapRange = { readonly low: number; readonly high: number };

export const LUT_SIZE = 64;

const parts = (hex: string): Rgb =>
  [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as Rgb;
const MAPS: Readonly<Record<ColourMapName, readonly Rgb[]>> = {
  viridis: ANCHORS.viridis.map(parts),
  magma: ANCHORS.magma.map(parts),
};

/** Colour of `value` in 0 … 1 (clamped), sRGB parts in 0 … 1. */
export function mapColour(name: ColourMapName, value: number, range: MapRange = { low: 0, high: 1 }): Rgb {
  const map = MAPS[name];
  const place = (range.low + (range.high - range.low) * Math.min(1, Math.max(0, value))) * (map.length - 1);
  const index = Math.min(map.length - 2, Math.floor(place));
  const from = map[index] ?? [0, 0, 0];
  const to = map[index + 1] ?? from;
  const mix = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * (place - index);
  return [mix(0), mix(1), mix(2)];
}

/** The part of the map that `tokens.css` names for a theme. */
export function mapRange(theme: Theme): MapRange {
  const [low, high] = [Number.parseFloat(token('map-lo', theme)), Number.parseFloat(token('map-hi', theme))];
  return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(high) ? high : 1 };
}

/** RGBA bytes of the map at `LUT_SIZE` even places. */
export function lutBytes(name: ColourMapName, range: MapRange): Uint8Array {
  return paletteBytes(Array.from({ length: LUT_SIZE }, (_, i) => mapColour(name, i / (LUT_SIZE - 1), range)));
}

/** RGBA bytes of a list of colours, one pixel each. */
export function paletteBytes(colours: readonly Rgb[]): Uint8Array {
  const bytes = new Uint8Array(colours.length * 4);
  for (const [i, [red, green, blue]] of colours.entries())
    bytes.set([red * 255, green * 255, blue * 255, 255].map(Math.round), i * 4);
  return bytes;
}

/** A CSS gradient of the visible part of a map, for legends. */
export function rampGradient(name: ColourMapName, theme: Theme): string {
  const range = mapRange(theme);
  const stops = Array.from({ length: 9 }, (_, i) =>
    mapColour(name, i / 8, range).map((part) => Math.round(part * 255)),
  );
  return `linear-gradient(90deg, ${stops.map((stop) => `rgb(${stop.join(' ')})`).join(', ')})`;
}
