import { defaultSnapshotEvery, ringConfig } from '../model/presets.ts';
import type { RunConfig } from '../model/run-config.ts';
import { SF2M_TABLE } from './published.ts';
import { publishedFigures } from './published-figures.ts';
import type { Study, StudyRun } from './study.ts';

const STEPS = 20_000;

/** The moons that each source flows to, as the published code makes them, and the source's own parameters. */
const MOONS = {
  gaussian: { params: {}, data: { scale: 2, noise: 0.1, x: 0, y: 0.5 } },
  // Brought to a standard deviation of 7, and the modes to three times their usual radius and width.
  '8-gaussians': { params: { radius: 12, std: 1.5 }, data: { scale: 9.682, noise: 0.968, x: 1.21, y: -1.21 } },
} as const;

type Source = keyof typeof MOONS;

function config(source: Source, seed: number, coupling: Partial<RunConfig['coupling']>): RunConfig {
  const ring = ringConfig('unconditional', source, seed);
  const { params, data } = MOONS[source];
  return {
    ...ring,
    data: { name: 'moons', params: data },
    dataSize: 10_000,
    source: { name: source, params },
    // Published with pairs that are used once.
    coupling: { ...ring.coupling, reuse: 1, ...coupling },
    network: { ...ring.network, form: 'plain', timeFeatures: 'raw', width: 64, depth: 3, activation: 'selu' },
    optimizer: { ...ring.optimizer, learningRate: 1e-3, weightDecay: 1e-5 },
    batch: 512,
    steps: STEPS,
    snapshotEvery: defaultSnapshotEvery(STEPS),
    checkpointEvery: 1000,
    sampling: { ...ring.sampling, solver: 'euler', steps: 100, samples: 1000 },
  };
}

const SOURCES = [
  ['noise', 'Noise', 'gaussian'],
  ['8g', '8 gaussians', '8-gaussians'],
] as const;

/** Three couplings from each source; reflow learns from the run with random pairs. */
function runs(seed: number): readonly StudyRun[] {
  return SOURCES.flatMap(([key, title, source]) => [
    {
      key: `${key}-fm`,
      title: `${title}, random`,
      name: `sf2m-${key}-fm`,
      config: config(source, seed, { kind: 'independent' }),
    },
    { key: `${key}-ot`, title: `${title}, OT`, name: `sf2m-${key}-ot`, config: config(source, seed, { kind: 'ot' }) },
    {
      key: `${key}-reflow`,
      title: `${title}, reflow`,
      name: `sf2m-${key}-reflow`,
      config: config(source, seed, { kind: 'reflow', pairs: 100_000 }),
      teacher: `${key}-fm`,
    },
  ]);
}

export const sf2m: Study = {
  id: 'sf2m',
  title: 'Straightness in figures',
  about: 'Noise → moons and 8 Gaussians → moons: random pairs, OT and reflow',
  summary: [
    'The same small network learns two flows with three couplings. Two figures judge them: how near the samples come to the data, and how much more energy the paths spend than the shortest transport would.',
  ],
  lookAt: [
    'NPE is 0 for a flow that moves like optimal transport. From noise, random pairs spend twice the energy that is needed, OT in batches and reflow a few per cent more.',
    'Reflow straightens, and pays: its samples are about as good as those of its teacher, for the price of a second training.',
    'From 8 Gaussians the differences grow, since random pairs then cross from mode to mode.',
  ],
  formulas: [
    {
      tex: '\\mathrm{PE}(\\theta) = \\mathbb E\\int_0^1 \\lVert v_\\theta(x_t, t)\\rVert^2\\,\\mathrm dt',
      says: 'path energy of the learned flow',
    },
    {
      tex: '\\mathrm{NPE} = \\frac{\\bigl|\\mathrm{PE}(\\theta) - W_2^2(p_0, q)\\bigr|}{W_2^2(p_0, q)}',
      says: 'its relative distance to the least energy that any flow between them needs',
    },
  ],
  bases: ['gaussian'],
  runs: ({ seed }) => runs(seed),
  expected: publishedFigures(SF2M_TABLE),
  origin: [
    'Table 2 of [SF]2M (arXiv 2307.03672): three hidden layers of 64, SELU, AdamW at 1e-3, batches of 512 from 10 000 points, 100 Euler steps, five seeds. 1000 epochs are about 20 000 steps.',
    'The published paths carry a normal noise of standard deviation 0.1 at every t, ours none. The pairs of reflow are our choice.',
    'Cells without a published figure are left empty.',
  ],
};
