import { DATASETS } from '../flow/datasets.ts';
import { defaultSnapshotEvery, ringConfig } from '../model/presets.ts';
import type { Study } from './study.ts';

const STEPS = 5000;

export const mixtureEleven: Study = {
  id: 'mixture-11',
  title: 'Mixture of eleven',
  about: 'A small network learns eleven far-apart Gaussians on the square-root path',
  summary: [
    'Eleven Gaussians of standard deviation 1 stand on a circle of radius 10, far outside the standard normal source. Every step draws fresh points, so nothing can be learned by heart.',
    'The network is plain: place and time joined, one wide hidden layer, one narrow, SiLU between.',
  ],
  lookAt: [
    'The three marginals: noise at t = 0, a widening ring at t = 1/3 and 2/3, eleven spots at t = 1. The heat is the exact density, the dots are samples of the trained network.',
    'Noise fades as √(1 − t), so its speed has no bound at t = 1. The denominator is guarded by 1e-4, as in the tutorial; without it a draw of t near 1 would ruin a batch.',
    'For the same reason the loss is noisy and never small: its floor is that of the path, not of the network. Judge this study by its samples.',
    'Count the spots. A mode that gets too few samples shows in the smallest mode share, which is 1/11 for a perfect model.',
  ],
  formulas: [
    {
      tex: 'x_t = t\\,x_1 + \\sqrt{1-t}\\;x_0,\\qquad x_0 \\sim \\mathcal N(0, I)',
      says: 'the square-root path',
    },
    {
      tex: 'u_t(x \\mid x_1) = \\Bigl(\\dot\\alpha_t - \\tfrac{\\dot\\sigma_t}{\\sigma_t}\\alpha_t\\Bigr)x_1 + \\tfrac{\\dot\\sigma_t}{\\sigma_t}\\,x',
      says: 'its conditional velocity, from the place alone',
    },
    { tex: '\\dot\\sigma_t = -\\frac{1}{2\\,(\\sqrt{1-t} + 10^{-4})}', says: 'the guarded derivative of the noise' },
    {
      tex: 'p_t(x) = \\frac1{11}\\sum_{k=1}^{11} \\mathcal N\\bigl(x;\\, t\\mu_k,\\, (t^2 + 1 - t)\\,I\\bigr)',
      says: 'the exact marginal of this mixture, which the heat maps draw',
    },
  ],
  bases: ['gaussian'],
  runs: ({ seed }) => [
    {
      key: 'unconditional',
      title: 'Plain network',
      name: 'mixture-11',
      config: {
        ...ringConfig('unconditional', 'gaussian', seed),
        data: { name: 'mixture-11', params: { ...DATASETS['mixture-11'].defaults } },
        freshData: true,
        path: { kind: 'square-root', params: {} },
        network: {
          ...ringConfig('unconditional', 'gaussian', seed).network,
          form: 'plain',
          timeFeatures: 'raw',
          hidden: [1024, 16],
          activation: 'silu',
        },
        optimizer: { ...ringConfig('unconditional', 'gaussian', seed).optimizer, kind: 'adam', weightDecay: 0 },
        batch: 1000,
        steps: STEPS,
        snapshotEvery: defaultSnapshotEvery(STEPS),
        sampling: {
          ...ringConfig('unconditional', 'gaussian', seed).sampling,
          solver: 'euler',
          steps: 300,
          samples: 1000,
        },
      },
    },
  ],
  expected: [],
  origin: [
    'Settings of the gentle introduction among the five tutorials: 5000 steps of 1000 fresh draws, Adam at 1e-3, network 3 → 1024 → 16 → 2, 300 Euler steps for 1000 samples, heat maps over ±15.',
    'It prints no figures, so there are none to reproduce; the floors beside ours are those of true draws.',
  ],
};
