/** Small helpers for the engine's tests. */

import type { ModelKind } from '../../shared/model/names.ts';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { Tensor } from '../tensorflow.ts';

export const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync());

/** A ring run small enough for a test: same branches and layers, narrow. */
export function smallConfig(model: ModelKind, changes: Partial<RunConfig> = {}): RunConfig {
  const ring = ringConfig(model, 'gaussian', 3);
  return {
    ...ring,
    dataSize: 200,
    batch: 32,
    steps: 40,
    snapshotEvery: 20,
    checkpointEvery: 10,
    network: { ...ring.network, timeWidth: 8, conditionWidth: 8, width: 24, depth: 2 },
    sampling: { ...ring.sampling, steps: 8, samples: 16 },
    ...changes,
  };
}

/** Positions at which two arrays are not the same number to the last bit. */
export function differences(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Math.max(a.length, b.length);
  let count = 0;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) count++;
  return count;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] as number) - (b[i] as number)));
  return largest;
}

/** Squared Euclidean distances between two point sets of the same size, `[n, n]` row-major. */
export function squaredDistances(a: Float32Array, b: Float32Array): Float64Array {
  const n = a.length / 2;
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [dx, dy] = [
        (a[2 * i] as number) - (b[2 * j] as number),
        (a[2 * i + 1] as number) - (b[2 * j + 1] as number),
      ];
      cost[i * n + j] = dx * dx + dy * dy;
    }
  }
  return cost;
}
