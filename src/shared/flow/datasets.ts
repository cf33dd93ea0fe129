import type { DataName } from '../model/names.ts';
import { annulus } from './data/annulus.ts';
import { c2otMoons, moons, sCurve, spirals } from './data/curves.ts';
import { eightGaussians, fourGaussians, mixtureEleven, ring } from './data/gaussians.ts';
import { absentPoints, ownPoints } from './data/own-points.ts';
import { pinwheel } from './data/pinwheel.ts';
import { checkerboard, point } from './data/squares.ts';
import type { Dataset } from './dataset.ts';
import type { Params } from './params.ts';
import { pointFile } from './point-file.ts';

/** Every distribution that a run can learn, by the name used in configurations and on the command line. */
export const DATASETS: Readonly<Record<DataName, Dataset>> = {
  ring,
  annulus,
  moons,
  checkerboard,
  pinwheel,
  spirals,
  's-curve': sCurve,
  '8-gaussians': eightGaussians,
  'four-gaussians': fourGaussians,
  'mixture-11': mixtureEleven,
  point,
  'c2ot-moons': c2otMoons,
  file: absentPoints,
};

/** Which distribution: a name, its parameters, and for points of the user's own the hash of their file. */
export type DataSpec = { readonly name: DataName; readonly params: Params; readonly file?: string | undefined };

const own = new Map<string, Dataset>();

/** The data set of a configuration; points of the user's own are those of the file this process holds. */
export function datasetOf({ name, file }: Pick<DataSpec, 'name' | 'file'>): Dataset {
  if (name !== 'file') return DATASETS[name];
  const points = pointFile(file);
  if (points === null) return absentPoints;
  const known = own.get(points.hash) ?? ownPoints(points);
  own.set(points.hash, known);
  return known;
}

/** What messages call the data of a configuration: a file by its own name. */
export function dataName(spec: Pick<DataSpec, 'name' | 'file'>): string {
  return spec.name === 'file' ? datasetOf(spec).label : spec.name;
}
