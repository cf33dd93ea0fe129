import { DATASETS } from '../../../shared/flow/datasets.ts';
import { RandomStream } from '../../../shared/flow/random.ts';
import type { DataName } from '../../../shared/model/names.ts';

const POINTS = 400;

/** Radii (data units) between which 98 % of the data lies: what a radius model gets to see. */
export function trainedRadii(name: DataName, params: Readonly<Record<string, number>>): { low: number; high: number } {
  const point: [number, number] = [0, 0];
  const radii = Array.from({ length: POINTS }, (_, index) => {
    DATASETS[name].draw(params, new RandomStream(1, 'data', index), point);
    return Math.hypot(point[0], point[1]);
  }).sort((a, b) => a - b);
  const at = (share: number) => radii[Math.round(share * (POINTS - 1))] as number;
  return { low: at(0.01), high: at(0.99) };
}
