/** Where `likelihood` asks for the density: the points of a file, or a square grid of its own. */
import { resolve } from 'node:path';
import { massWithin } from '../shared/flow/grid-mass.ts';
import { gridPlaces } from '../shared/flow/square-grid.ts';
import { type LikelihoodResult, MOST_LIKELIHOOD_POINTS } from '../shared/protocol/solvers.ts';
import { UserError } from '../shared/result.ts';
import { readNpyPoints } from '../studio/import/npy.ts';

type Options = { readonly points?: string; readonly grid?: number; readonly extent?: number };

/** The points of `--points`, checked; null for `--grid`. Throws a `UserError` where neither or both are given. */
export function pointsGiven({ points: file, grid, extent }: Options): Float32Array | null {
  const refuse = (why: string) => new UserError('bad-input', why);
  if (file !== undefined && grid !== undefined) {
    throw refuse(`--points ${file} and --grid ${grid}: both say where the density is asked for; give one of them.`);
  }
  if (file === undefined && grid === undefined) {
    throw refuse('--points or --grid: one of them must say where the density is asked for.');
  }
  if (file === undefined) return null;
  if (extent !== undefined) throw refuse(`--extent ${extent}: belongs to --grid.`);
  const points = readNpyPoints(resolve(file), `--points ${file}`);
  const n = points.length / 2;
  if (n > MOST_LIKELIHOOD_POINTS) {
    throw refuse(`--points ${file}: it holds ${n} points; at most ${MOST_LIKELIHOOD_POINTS} fit.`);
  }
  return points;
}

export type DensityGrid = { readonly grid: number; readonly extent: number };

/** Rows of the grid, in as few requests as fit: each `[rows·grid, 2]`. */
export function gridRequests(shape: DensityGrid): Float32Array[] {
  const places = gridPlaces(shape);
  const block = 2 * shape.grid * Math.floor(MOST_LIKELIHOOD_POINTS / shape.grid);
  const count = Math.ceil(places.length / block);
  return Array.from({ length: count }, (_, k) => places.slice(k * block, (k + 1) * block));
}

/** `[grid, grid, 3]`: x, y and log p of every place. */
export function withLogDensity(shape: DensityGrid, logp: Float32Array): Float32Array {
  const places = gridPlaces(shape);
  const values = new Float32Array(3 * logp.length);
  for (let k = 0; k < logp.length; k++) {
    values.set([places[2 * k] as number, places[2 * k + 1] as number, logp[k] as number], 3 * k);
  }
  return values;
}

/** ∫ p over the window. */
export const massOf = (shape: DensityGrid, logp: Float32Array) =>
  massWithin({ ...shape, values: Float64Array.from(logp, Math.exp) });

/** The answers of several requests as one. Evaluations are those of each point. */
export function joined(parts: readonly LikelihoodResult[]): LikelihoodResult {
  const arrays = (pick: (part: LikelihoodResult) => Float32Array) =>
    Float32Array.from(parts.flatMap((part) => [...pick(part)]));
  const sum = (pick: (part: LikelihoodResult) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    logp: arrays(({ logp }) => logp),
    spread: parts.every(({ spread }) => spread !== null) ? arrays(({ spread }) => spread ?? new Float32Array(0)) : null,
    outside: sum(({ outside }) => outside),
    evaluations: Math.max(...parts.map(({ evaluations }) => evaluations)),
    durationMs: sum(({ durationMs }) => durationMs),
  };
}
