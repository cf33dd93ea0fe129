/** The data that the paths of this screen lead to: a few points on a line, and in the plane. */
import type { Spots } from '../../../shared/flow/point-flow.ts';
import type { DataChoice } from '../../state/paths.svelte.ts';

const LINE: Readonly<Record<DataChoice, readonly number[]>> = {
  one: [1.5],
  two: [1.5, -1.5],
  four: [2.25, 0.75, -0.75, -2.25],
};
const PLANE: Readonly<Record<DataChoice, readonly (readonly [number, number])[]>> = {
  one: [[1.5, 1]],
  two: [
    [1.5, 1],
    [-1.5, -1],
  ],
  four: [
    [1.5, 1.5],
    [-1.5, 1.5],
    [-1.5, -1.5],
    [1.5, -1.5],
  ],
};

export const lineSpots = (choice: DataChoice): Spots => ({ means: LINE[choice].map((x) => [x]), std: 0 });
export const planeSpots = (choice: DataChoice): Spots => ({ means: PLANE[choice], std: 0 });
