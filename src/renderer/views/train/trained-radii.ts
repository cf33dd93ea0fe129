import { type DataSpec, datasetOf } from '../../../shared/flow/datasets.ts';
import { RandomStream } from '../../../shared/flow/random.ts';

const POINTS = 400;

/** Radii (data units) between which 98 % of the data lies: what a radius model gets to see. */
export function trainedRadii(spec: DataSpec): { low: number; high: number } {
  const dataset = datasetOf(spec);
  const point: [number, number] = [0, 0];
  const radii = Array.from({ length: POINTS }, (_, index) => {
    dataset.draw(spec.params, new RandomStream(1, 'data', index), point);
    return Math.hypot(point[0], point[1]);
  }).sort((a, b) => a - b);
  const at = (share: number) => radii[Math.round(share * (POINTS - 1))] as number;
  return { low: at(0.01), high: at(0.99) };
}
