import type { SourceName } from '../model/names.ts';
import type { GaussianMixture, ParamRange } from './dataset.ts';
import { DATASETS, datasetOf } from './datasets.ts';
import type { Params } from './params.ts';
import { distributionProblem } from './parse-distribution.ts';
import { RandomStream, type StreamName } from './random.ts';
import { shapeTable } from './shape.ts';

/** Half width of the uniform source: [−3.5, 3.5]². */
export const UNIFORM_HALF_WIDTH = 3.5;

/** Which source; for points of the user's own, the hash of their file. */
export type SourceSpec = {
  readonly name: SourceName;
  /** Of `8-gaussians`: radius and std; what is left out has its default. */
  readonly params?: Params;
  readonly file?: string | undefined;
};

/** The mixture of the `8-gaussians` source. */
export function sourceModes(source: Pick<SourceSpec, 'params'>): GaussianMixture {
  const { defaults, mixture } = DATASETS['8-gaussians'];
  const modes = mixture?.({ ...defaults, ...source.params });
  if (!modes) throw new Error('The 8 Gaussians are a mixture.');
  return modes;
}

/** Parameters that a source takes and their ranges; only the 8 Gaussians have some. */
export function sourceRanges(name: SourceName): Readonly<Record<string, ParamRange>> {
  return name === '8-gaussians' ? DATASETS[name].ranges : {};
}

export function sourceDefaults(name: SourceName): Params {
  return name === '8-gaussians' ? DATASETS[name].defaults : {};
}

/** What is wrong with the parameters of a source, as the end of a sentence, or null. */
export function sourceProblem({ name, params = {} }: SourceSpec): string | null {
  if (name === '8-gaussians') return distributionProblem(name, params);
  const [first] = Object.keys(params);
  return first === undefined ? null : `it has no parameter ${first}; it takes none`;
}

export const SOURCE_LABELS: Readonly<Record<SourceName, string>> = {
  gaussian: 'Gaussian',
  uniform: 'Uniform',
  shape: 'Shape',
  '8-gaussians': '8 Gaussians',
  file: 'Own points',
};

const point: [number, number] = [0, 0];

function drawParticle(source: SourceSpec, random: RandomStream, out: Float32Array, offset: number): void {
  switch (source.name) {
    case 'gaussian':
      out[offset] = random.normal();
      out[offset + 1] = random.normal();
      return;
    case 'uniform':
      out[offset] = UNIFORM_HALF_WIDTH * (2 * random.uniform() - 1);
      out[offset + 1] = UNIFORM_HALF_WIDTH * (2 * random.uniform() - 1);
      return;
    case '8-gaussians':
    case 'file': {
      const dataset = datasetOf({ name: source.name, file: source.file });
      dataset.draw({ ...dataset.defaults, ...source.params }, random, point);
      out[offset] = point[0];
      out[offset + 1] = point[1];
      return;
    }
    case 'shape': {
      const { points, cell } = shapeTable();
      const row = random.integer(points.length / 2);
      out[offset] = (points[2 * row] ?? 0) + cell * (random.uniform() - 0.5);
      out[offset + 1] = (points[2 * row + 1] ?? 0) + cell * (random.uniform() - 0.5);
    }
  }
}

/**
 * Source noise x0 of particles, `[count, 2]` row-major. `ids` is a count (particles 0 … count−1) or the particles'
 * own ids: particle i of a seed is the same in every run, view and process.
 */
export function drawSource(
  source: SourceSpec,
  seed: number,
  ids: number | ArrayLike<number>,
  { stream = 'source', first = 0 }: { readonly stream?: StreamName; readonly first?: number } = {},
): Float32Array {
  const count = typeof ids === 'number' ? ids : ids.length;
  const out = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const id = first + (typeof ids === 'number' ? i : (ids[i] as number));
    drawParticle(source, new RandomStream(seed, stream, id), out, 2 * i);
  }
  return out;
}
