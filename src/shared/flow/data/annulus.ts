import type { Dataset } from '../dataset.ts';
import { param } from '../params.ts';

/** Radius uniform (not area): every radius is equally frequent, so a radius model learns all of them alike. */
export const annulus: Dataset = {
  label: 'Annulus',
  about: 'Radius uniform between inner and outer, angle uniform; meant for radius conditions.',
  defaults: { inner: 0.75, outer: 3.75 },
  ranges: { inner: { min: 0, max: 100 }, outer: { min: 0.001, max: 100 } },
  problem: (params) =>
    param(params, 'inner') < param(params, 'outer')
      ? null
      : `inner (${param(params, 'inner')}) must be below outer (${param(params, 'outer')})`,
  classes: () => 1,
  draw(params, random, point) {
    const inner = param(params, 'inner');
    const radius = inner + (param(params, 'outer') - inner) * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    point[0] = radius * Math.cos(angle);
    point[1] = radius * Math.sin(angle);
    return 0;
  },
  extent: (params) => param(params, 'outer') * 1.05,
};
