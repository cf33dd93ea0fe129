/** Several flows of the same particles as one, and how far two of them are apart. */
import type { Trajectories } from '../../shared/model/records.ts';
import { positionsAt } from './trajectory.ts';

/**
 * Flows of the same source points as one: particle k × copies + c is particle k of flow c, so that the first paths are an
 * even share of each. Frames are those of the flow with the most; the others are read between their frames. The condition
 * is the flow's number c, or what `conditionOf` says.
 */
export function interleaved(
  flows: readonly Trajectories[],
  conditionOf: (copy: number) => number = (copy) => copy,
): Trajectories {
  const copies = flows.length;
  const count = Math.min(...flows.map((flow) => flow.particleCount));
  const finest = flows.reduce((best, flow) => (flow.frameCount > best.frameCount ? flow : best));
  const { frameCount, times } = finest;
  const frames = new Float32Array(frameCount * count * copies * 2);
  flows.forEach((flow, copy) => {
    const places = new Float32Array(flow.particleCount * 2);
    for (let frame = 0; frame < frameCount; frame++) {
      positionsAt(flow, times[frame] ?? 0, places);
      for (let k = 0; k < count; k++) {
        const to = (frame * count * copies + k * copies + copy) * 2;
        frames[to] = places[2 * k] as number;
        frames[to + 1] = places[2 * k + 1] as number;
      }
    }
  });
  const conditions = Float32Array.from({ length: count * copies }, (_, i) => conditionOf(i % copies));
  return { frames, frameCount, particleCount: count * copies, times, conditions };
}

export type Displacement = { readonly mean: number; readonly most: number };

/** Distances at time t between where two flows have the same particles (data units). */
export function displacement(a: Trajectories, b: Trajectories, t: number): Displacement {
  const distances = distancesAt(a, b, t);
  const sum = distances.reduce((total, each) => total + each, 0);
  return { mean: sum / Math.max(1, distances.length), most: distances.reduce((most, each) => Math.max(most, each), 0) };
}

/** Upper end of a colour map for end displacements: their 98th percentile, so that one stray particle hides nothing. */
export function displacementScale(a: Trajectories, b: Trajectories): number {
  const sorted = distancesAt(a, b, 1).sort();
  const high = sorted[Math.floor(0.98 * Math.max(0, sorted.length - 1))] ?? 0;
  const power = 10 ** Math.floor(Math.log10(Math.max(high, 1e-6)));
  return Math.ceil((high / power) * 2) * 0.5 * power;
}

function distancesAt(a: Trajectories, b: Trajectories, t: number): Float32Array {
  const [here, there] = [new Float32Array(a.particleCount * 2), new Float32Array(b.particleCount * 2)];
  positionsAt(a, t, here);
  positionsAt(b, t, there);
  return Float32Array.from({ length: Math.min(a.particleCount, b.particleCount) }, (_, i) =>
    Math.hypot(
      (here[2 * i] as number) - (there[2 * i] as number),
      (here[2 * i + 1] as number) - (there[2 * i + 1] as number),
    ),
  );
}
