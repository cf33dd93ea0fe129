import type { Dataset } from '../dataset.ts';
import { classOf, param, scatter } from '../params.ts';

const NOISE = { min: 0, max: 10 } as const;
const SCALE = { min: 0.001, max: 100 } as const;
const SHIFT = { min: -100, max: 100 } as const;

/** Two interleaving half circles: `scale` times (cos a − ½, sin a − ¼), a ∈ [0, π), and its point reflection, around (x, y). */
export const moons: Dataset = {
  label: 'Moons',
  about: 'Two interleaving half circles with normal noise; the class is the moon.',
  defaults: { scale: 2.2, noise: 0.12, x: 0, y: 0 },
  ranges: { scale: SCALE, noise: NOISE, x: SHIFT, y: SHIFT },
  classes: () => 2,
  draw(params, random, point, asked) {
    const moon = classOf(random, 2, asked);
    const angle = Math.PI * random.uniform();
    const side = (moon === 0 ? 1 : -1) * param(params, 'scale');
    const x = param(params, 'x') + side * (Math.cos(angle) - 0.5);
    const y = param(params, 'y') + side * (Math.sin(angle) - 0.25);
    scatter(random, point, x, y, param(params, 'noise'));
    return moon;
  },
  extent: (params) =>
    1.5 * param(params, 'scale') +
    4 * param(params, 'noise') +
    Math.max(Math.abs(param(params, 'x')), Math.abs(param(params, 'y'))),
};

/** Archimedean spirals: radius r·√u at the angle 2π·turns·√u, so points are evenly spread along the arm. */
export const spirals: Dataset = {
  label: 'Spirals',
  about: 'Archimedean spirals with normal noise; the class is the arm.',
  defaults: { arms: 2, turns: 1.5, radius: 3.15, noise: 0.1 },
  ranges: {
    arms: { min: 1, max: 16, whole: true },
    turns: { min: 0, max: 10 },
    radius: SCALE,
    noise: NOISE,
  },
  classes: (params) => param(params, 'arms'),
  draw(params, random, point, asked) {
    const arms = param(params, 'arms');
    const arm = classOf(random, arms, asked);
    const along = Math.sqrt(random.uniform());
    const radius = param(params, 'radius') * along;
    const angle = 2 * Math.PI * (param(params, 'turns') * along + arm / arms);
    scatter(random, point, radius * Math.cos(angle), radius * Math.sin(angle), param(params, 'noise'));
    return arm;
  },
  extent: (params) => param(params, 'radius') + 4 * param(params, 'noise'),
};

/** The curve (sin a, sign(a)(cos a − 1)) for a ∈ [−3π/2, 3π/2). */
export const sCurve: Dataset = {
  label: 'S-curve',
  about: 'A smooth S with normal noise; no classes.',
  defaults: { scale: 1.6, noise: 0.08 },
  ranges: { scale: SCALE, noise: NOISE },
  classes: () => 1,
  draw(params, random, point) {
    const angle = 3 * Math.PI * (random.uniform() - 0.5);
    const scale = param(params, 'scale');
    const up = Math.sign(angle) * (Math.cos(angle) - 1);
    scatter(random, point, scale * Math.sin(angle), scale * up, param(params, 'noise'));
    return 0;
  },
  extent: (params) => 2 * param(params, 'scale') + 4 * param(params, 'noise'),
};

/**
 * The moons of the conditional-OT literature: unit half circles (cos a, sin a) and (1 − cos a, ½ − sin a), one uniform
 * number in [0, noise) added to both coordinates of a point, then `scale · x + shift`. `even` 1: the angles of a batch are
 * evenly spaced, (0, …, π) on each moon, and the moons get equally many points, as the generator behind the published
 * tables makes them. The distribution is the same; a batch stands for it with less chance, so gradients are less noisy.
 */
export const c2otMoons: Dataset = {
  label: 'Moons of C2OT',
  about: 'The two moons of the conditional-OT papers; the class is the moon.',
  defaults: { scale: 3, shift: -1, noise: 0.2, even: 0 },
  ranges: { scale: SCALE, shift: SHIFT, noise: NOISE, even: { min: 0, max: 1, whole: true } },
  classes: () => 2,
  even: (params) => params.even === 1,
  draw(params, random, point, asked, along) {
    const moon = classOf(random, 2, asked);
    const angle = Math.PI * (along ?? random.uniform());
    const noise = param(params, 'noise') * random.uniform();
    const place = (value: number) => param(params, 'scale') * (value + noise) + param(params, 'shift');
    point[0] = place(moon === 0 ? Math.cos(angle) : 1 - Math.cos(angle));
    point[1] = place(moon === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle));
    return moon;
  },
  extent: (params) => param(params, 'scale') * (2 + param(params, 'noise')) + Math.abs(param(params, 'shift')),
};
