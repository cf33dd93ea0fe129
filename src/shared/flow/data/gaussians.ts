import type { Dataset } from '../dataset.ts';
import { param } from '../params.ts';
import { circleOfMeans, modesDataset } from './modes.ts';

const MODES = { min: 1, max: 64, whole: true } as const;
const LENGTH = { min: 0, max: 100 } as const;
const STD = { min: 0.001, max: 10 } as const;

/** The ring study's data: 8 narrow modes on a circle of radius 3. */
export const ring: Dataset = modesDataset({
  label: 'Ring of Gaussians',
  about: 'Narrow normal modes evenly spaced on a circle; the class is the mode.',
  defaults: { modes: 8, radius: 3, std: 0.25 },
  ranges: { modes: MODES, radius: LENGTH, std: STD },
  means: (params) => circleOfMeans(param(params, 'modes'), param(params, 'radius')),
});

/**
 * Eight modes as in the conditional-OT literature: covariance √0.1·I, so the standard deviation is 0.1^¼ ≈ 0.562
 * (not √0.1 ≈ 0.316).
 */
export const eightGaussians: Dataset = modesDataset({
  label: '8 Gaussians',
  about: 'Eight wide modes on a circle of radius 5; the class is the mode.',
  defaults: { radius: 5, std: 0.562 },
  ranges: { radius: LENGTH, std: STD },
  means: (params) => circleOfMeans(8, param(params, 'radius')),
});

export const fourGaussians: Dataset = modesDataset({
  label: 'Four Gaussians',
  about: 'Four modes at the corners (±spread, ±spread); the class is the mode.',
  defaults: { spread: 2, std: 0.3 },
  ranges: { spread: LENGTH, std: STD },
  means: (params) => {
    const spread = param(params, 'spread');
    return [
      [spread, spread],
      [-spread, spread],
      [-spread, -spread],
      [spread, -spread],
    ];
  },
});

/** A symmetric mixture far wider than the source: 11 unit modes on a circle of radius 10. */
export const mixtureEleven: Dataset = modesDataset({
  label: 'Mixture of 11',
  about: 'Unit normal modes evenly spaced on a wide circle; the class is the mode.',
  defaults: { modes: 11, scale: 10, std: 1 },
  ranges: { modes: MODES, scale: LENGTH, std: STD },
  means: (params) => circleOfMeans(param(params, 'modes'), param(params, 'scale')),
});
