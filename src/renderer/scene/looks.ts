/** Strengths and neutral colours of the layers in both themes. */
import { parseColour, type Rgb } from '../styles/tokens.ts';
import type { RibbonLook } from './ribbons.ts';
import type { Theme } from './types.ts';

type Strength = Omit<RibbonLook, 'width' | 'order'>;

const neutral = (hex: string): Rgb => parseColour(hex) ?? [0.5, 0.5, 0.5];

/** On dark ground the paths add up to light; on light ground they stay plain ink. */
export const PATH_LOOK: Readonly<Record<Theme, Strength>> = {
  dark: { past: 0.34, future: 0.075, tail: 1, additive: true },
  light: { past: 0.36, future: 0.1, tail: 1, additive: false },
};
/** Many views side by side, all in run colours, need quieter paths. */
export const COMPACT_PATH_STRENGTH = 0.64;

export const GHOST_LOOK: Readonly<Record<Theme, Strength>> = {
  dark: { colour: neutral('#8fa2b8'), past: 0.075, future: 0.06, tail: 9, additive: true },
  light: { colour: neutral('#6b7c8f'), past: 0.09, future: 0.07, tail: 9, additive: false },
};

/** The exact flow is looked at, not only hinted at: given, so neutral, and plain beside the coloured paths. */
export const EXACT_LOOK: Readonly<Record<Theme, Strength>> = {
  dark: { colour: neutral('#dbe4ee'), past: 0.14, future: 0.09, tail: 9, additive: true },
  light: { colour: neutral('#2f3b49'), past: 0.16, future: 0.1, tail: 9, additive: false },
};

export const SHADOW_LOOK: Readonly<Record<Theme, Strength>> = {
  dark: { colour: neutral('#7f93aa'), past: 0.034, future: 0.018, tail: 9, additive: false },
  light: { colour: neutral('#5a6b7e'), past: 0.04, future: 0.024, tail: 9, additive: false },
};

export const CLOUD_ALPHA: Readonly<Record<Theme, { source: number; data: number; ghosts: number }>> = {
  dark: { source: 0.9, data: 0.72, ghosts: 0.32 },
  light: { source: 0.9, data: 0.62, ghosts: 0.32 },
};

export const PLANE_FILL: Readonly<Record<Theme, number>> = { dark: 0.055, light: 0.05 };
export const ARROW_ALPHA: Readonly<Record<Theme, number>> = { dark: 0.92, light: 0.95 };
