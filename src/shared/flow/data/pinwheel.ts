import type { Dataset } from '../dataset.ts';
import { classOf, param } from '../params.ts';

/** Normal blobs at distance 1, stretched along the radius and rotated by rate·e^radius, so that each becomes a blade. */
export const pinwheel: Dataset = {
  label: 'Pinwheel',
  about: 'Curved blades around the origin; the class is the arm.',
  defaults: { arms: 5, radial: 0.3, tangential: 0.1, rate: 0.25, scale: 2 },
  ranges: {
    arms: { min: 1, max: 16, whole: true },
    radial: { min: 0, max: 2 },
    tangential: { min: 0, max: 2 },
    rate: { min: 0, max: 5 },
    scale: { min: 0.001, max: 100 },
  },
  classes: (params) => param(params, 'arms'),
  draw(params, random, point, asked) {
    const arms = param(params, 'arms');
    const arm = classOf(random, arms, asked);
    const along = 1 + param(params, 'radial') * random.normal();
    const across = param(params, 'tangential') * random.normal();
    const angle = (2 * Math.PI * arm) / arms + param(params, 'rate') * Math.exp(along);
    const scale = param(params, 'scale');
    point[0] = scale * (along * Math.cos(angle) - across * Math.sin(angle));
    point[1] = scale * (along * Math.sin(angle) + across * Math.cos(angle));
    return arm;
  },
  extent: (params) => param(params, 'scale') * (1 + 3.2 * param(params, 'radial')),
};
