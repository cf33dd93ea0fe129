import { MODELS, type SourceName } from '../model/names.ts';
import { ringConfig } from '../model/presets.ts';
import type { ExpectedFigure, Study } from './study.ts';

const TITLES = { unconditional: 'Unconditional', onehot: 'One-hot class', radius: 'Radius' } as const;

/** [mean, std] over five seeds of the tutorial's own PyTorch code with these settings. */
const figures = (
  run: string,
  values: Readonly<Record<string, readonly [number, number]>>,
  base?: SourceName,
): ExpectedFigure[] =>
  Object.entries(values).map(([metric, [mean, std]]) => ({
    run,
    metric,
    ...(base === undefined ? {} : { base }),
    mean,
    std,
    seeds: 5,
    source: 'tutorial',
  }));

export const ring: Study = {
  id: 'ring',
  title: 'Ring study',
  about: 'Three models carry noise to a ring of eight Gaussians',
  summary: [
    'Eight Gaussians stand on a circle of radius 3. Three networks of the same shape learn the flow to them: one knows nothing else, one is told the class, one is told a radius.',
  ],
  lookAt: [
    'Unconditional: paths start towards the middle of the ring and turn late, once it is settled which mode they belong to. Path length over chord says how much they bend.',
    'One-hot: with the class known, hardly anything is left to decide. Paths are almost straight, and the loss sits near a sixth of the unconditional one.',
    'Radius: the ring has radius 3 and little spread, so radii from 2.5 to 3.5 were seen and the rest is extrapolated. Train the annulus data to see a model that knows every radius.',
    'A few hundred steps leave the modes a little too wide: the share within 3 standard deviations is far from that of true draws. Train longer and watch it rise.',
  ],
  formulas: [
    {
      tex: 'x_t = (1-t)\\,x_0 + t\\,x_1,\\qquad x_0 \\sim p_0,\\; x_1 \\sim q',
      says: 'linear path, independent pairs',
    },
    {
      tex: '\\mathcal L(\\theta) = \\mathbb E\\bigl\\lVert v_\\theta(x_t, t, c) - (x_1 - x_0)\\bigr\\rVert^2',
      says: 'the loss, with the class or radius as condition c where the model has one',
    },
    {
      tex: 'u_t(x) = \\mathbb E\\bigl[x_1 - x_0 \\,\\big|\\, x_t = x\\bigr]',
      says: 'what a perfect network returns: the mean velocity of all pairs that pass here',
    },
  ],
  bases: ['gaussian', 'uniform', 'shape'],
  runs: ({ base, seed }) =>
    MODELS.map((model) => ({ key: model, title: TITLES[model], name: null, config: ringConfig(model, base, seed) })),
  expected: [
    ...figures(
      'unconditional',
      {
        loss: [2.905, 0.008],
        w2: [0.652, 0.168],
        within3Std: [0.839, 0.021],
        modeShareMin: [0.092, 0.003],
        pathRatio: [1.198, 0.011],
      },
      'gaussian',
    ),
    ...figures(
      'unconditional',
      {
        loss: [5.7, 0.022],
        w2: [0.524, 0.123],
        within3Std: [0.899, 0.017],
        modeShareMin: [0.102, 0.006],
        pathRatio: [3.5, 0.13],
      },
      'uniform',
    ),
    ...figures('onehot', { loss: [0.456, 0.031], accuracy: [0.9998, 0.0003], within3Std: [0.97, 0.007] }, 'gaussian'),
    ...figures(
      'radius',
      {
        loss: [2.738, 0.07],
        'radiusError@2.5': [0.089, 0.02],
        'radiusError@3': [0.096, 0.018],
        'radiusError@3.5': [0.111, 0.025],
      },
      'gaussian',
    ),
  ],
  origin: [
    'Settings of the conditional flow matching tutorial on a ring of eight modes: 1000 points, batches of 1000 and 128, AdamW at 1e-3.',
    'Figures to expect: its own PyTorch code, five seeds, measured with the metrics shown here. Its losses are means over the last epoch, ours over the last 50 steps.',
  ],
};
