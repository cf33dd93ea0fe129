import type { Dataset, GaussianMixture } from '../dataset.ts';
import { classOf, type Params, param, scatter } from '../params.ts';

/** Means on a circle: mode k of `count` at the angle 2πk/count. */
export function circleOfMeans(count: number, radius: number): [number, number][] {
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Standard deviations around a mode that the drawn extent covers. */
const SPREAD = 4;

type ModesOptions = {
  readonly label: string;
  readonly about: string;
  readonly defaults: Params;
  readonly ranges: Dataset['ranges'];
  readonly means: (params: Params) => readonly (readonly [number, number])[];
};

/** A data set that is an equally weighted isotropic Gaussian mixture; its classes are its modes. */
export function modesDataset({ label, about, defaults, ranges, means }: ModesOptions): Dataset {
  const mixture = (params: Params): GaussianMixture => ({ means: means(params), std: param(params, 'std') });
  return {
    label,
    about,
    defaults,
    ranges,
    mixture,
    classes: (params) => means(params).length,
    draw(params, random, point, asked) {
      const centres = means(params);
      const mode = classOf(random, centres.length, asked);
      const [x, y] = centres[mode] ?? [Number.NaN, Number.NaN];
      scatter(random, point, x, y, param(params, 'std'));
      return mode;
    },
    extent: (params) =>
      Math.max(...means(params).map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)))) + SPREAD * param(params, 'std'),
  };
}
