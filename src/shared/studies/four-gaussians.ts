import { DATASETS } from '../flow/datasets.ts';
import { defaultSnapshotEvery, ringConfig } from '../model/presets.ts';
import type { RunConfig } from '../model/run-config.ts';
import type { Study } from './study.ts';

/** Pairs of a source point and a data point that are drawn before any training. */
export const PAIR_COUNT = 500;
const STEPS = 2000;
const BATCH = 250;

function config(seed: number, coupling: Partial<RunConfig['coupling']>): RunConfig {
  const ring = ringConfig('unconditional', 'gaussian', seed);
  return {
    ...ring,
    data: { name: 'four-gaussians', params: { ...DATASETS['four-gaussians'].defaults } },
    dataSize: PAIR_COUNT,
    batch: BATCH,
    steps: STEPS,
    snapshotEvery: defaultSnapshotEvery(STEPS),
    coupling: { ...ring.coupling, reuse: 1, ...coupling },
    sampling: { ...ring.sampling, solver: 'euler', steps: 100, samples: 1000 },
  };
}

export const fourGaussians: Study = {
  id: 'four-gaussians',
  title: 'Crossing paths',
  about: 'Random pairs cross, so learned paths bend; two remedies straighten them',
  summary: [
    'Draw 500 source points and 500 points from four Gaussians, and pair them at random: the lines between them cross in thousands of places. A network trained on them learns the mean direction at each place, so its own paths bend where the lines cross.',
    'Two ways to straighten them: pair each batch by optimal transport before training, or train a second network on the pairs that the first one makes (reflow).',
  ],
  lookAt: [
    'Random pairs: paths set out for the middle of all four and turn one after the other. Path length over chord is clearly above 1.',
    'Optimal transport in each batch: short pairs hardly cross, so there is little to average. Paths are nearly straight from the start.',
    'Reflow: the paths of the first network never meet, since two solutions of one differential equation cannot, and the straight lines between their ends cross far less than random ones. Trained on these pairs, the second network walks to the same ends in straighter lines.',
    'Sample each with one Euler step. The straighter the paths, the less is lost.',
  ],
  formulas: [
    { tex: 'z = (x_0, x_1) \\sim p_0 \\times q', says: 'random pairs: start and end know nothing of each other' },
    {
      tex: '\\pi = \\operatorname*{arg\\,min}_{\\text{permutations}} \\sum_i \\bigl\\lVert x_0^{(i)} - x_1^{(\\pi(i))}\\bigr\\rVert^2',
      says: 'pairs of a batch by exact optimal transport',
    },
    {
      tex: 'z = \\bigl(x_0,\\, \\phi_1(x_0)\\bigr), \\qquad \\dot\\phi_t = v_\\theta(\\phi_t, t)',
      says: 'reflow: the ends that a trained flow gives',
    },
    {
      tex: '\\frac{\\int_0^1 \\lVert v_\\theta(x_t, t)\\rVert\\,\\mathrm dt}{\\lVert x_1 - x_0 \\rVert} \\ge 1',
      says: 'path length over chord: 1 only for straight lines',
    },
    {
      tex: '\\frac{\\partial p_t}{\\partial t} + \\nabla\\cdot(p_t\\,v_t) = 0',
      says: 'why the mean direction is enough: it moves the same density',
    },
  ],
  bases: ['gaussian'],
  runs: ({ seed }) => [
    { key: 'random', title: 'Random pairs', name: 'four-random', config: config(seed, { kind: 'independent' }) },
    { key: 'ot', title: 'OT in each batch', name: 'four-ot', config: config(seed, { kind: 'ot' }) },
    {
      key: 'reflow',
      title: 'Reflow of the first',
      name: 'four-reflow',
      config: config(seed, { kind: 'reflow', pairs: 10_000 }),
      teacher: 'random',
    },
  ],
  expected: [],
  origin: [
    'The demonstration with four Gaussians and 500 random pairs is from the introductory post among the five tutorials, which shows pictures and no figures; lengths of training here are our choice.',
    'Optimal transport in batches: Tong et al. 2024 and Pooladian et al. 2023. Reflow: Liu et al. 2023.',
  ],
};
