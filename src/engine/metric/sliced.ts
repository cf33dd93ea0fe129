import { RandomStream } from '../../shared/flow/random.ts';

/** Directions of every sliced distance: fixed, so that values of different runs and steps can be compared. */
const DIRECTIONS = 128;

function project(points: Float32Array, cos: number, sin: number): Float32Array {
  const along = new Float32Array(points.length / 2);
  for (let i = 0; i < along.length; i++) {
    along[i] = cos * (points[2 * i] as number) + sin * (points[2 * i + 1] as number);
  }
  return along.sort();
}

/**
 * Sliced 2-Wasserstein distance between two point sets `[n, 2]` of the same size, in data units (not squared):
 * √(mean over directions θ of (1/n) Σ (sorted⟨a, θ⟩_i − sorted⟨b, θ⟩_i)²), over 128 fixed directions from the Philox
 * stream 'projection', one in each of 128 equal sectors of the half circle.
 */
export function slicedWasserstein2(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error('The sliced W2 needs two sets of the same size.');
  const random = new RandomStream(0, 'projection');
  let sum = 0;
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = (Math.PI * (k + random.uniform())) / DIRECTIONS;
    const alongA = project(a, Math.cos(angle), Math.sin(angle));
    const alongB = project(b, Math.cos(angle), Math.sin(angle));
    for (let i = 0; i < alongA.length; i++) sum += ((alongA[i] as number) - (alongB[i] as number)) ** 2;
  }
  return Math.sqrt(sum / (DIRECTIONS * (a.length / 2)));
}
