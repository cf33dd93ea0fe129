import type { Trajectories } from '../../shared/model/records.ts';

/** Chords shorter than this (data units) have no direction: their particles are left out. */
const SHORTEST_CHORD = 1e-6;

/**
 * Mean over particles of path length / chord, Σ_k ‖x_(k+1) − x_k‖ / ‖x_K − x_0‖: 1 for straight paths. It grows with the
 * number of frames that the path is measured over.
 */
export function pathRatio({ frames, frameCount, particleCount }: Trajectories): { value: number; n: number } {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < particleCount; i++) {
    const at = (frame: number, axis: 0 | 1) => frames[(frame * particleCount + i) * 2 + axis] as number;
    const between = (a: number, b: number) => Math.hypot(at(a, 0) - at(b, 0), at(a, 1) - at(b, 1));
    const chord = between(frameCount - 1, 0);
    if (chord < SHORTEST_CHORD) continue;
    let length = 0;
    for (let frame = 1; frame < frameCount; frame++) length += between(frame, frame - 1);
    sum += length / chord;
    n++;
  }
  return { value: n === 0 ? 1 : sum / n, n };
}
