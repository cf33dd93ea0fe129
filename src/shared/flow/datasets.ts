import type { DataName } from '../model/names.ts';
import { annulus } from './data/annulus.ts';
import { moons, sCurve, spirals } from './data/curves.ts';
import { eightGaussians, fourGaussians, mixtureEleven, ring } from './data/gaussians.ts';
import { pinwheel } from './data/pinwheel.ts';
import { checkerboard, point } from './data/squares.ts';
import type { Dataset } from './dataset.ts';

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
};
