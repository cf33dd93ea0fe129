import type { Trajectories } from '../../shared/model/records.ts';

/**
 * Path energy ∫₀¹ E‖v(x_t, t)‖² dt (data units squared) from the frames: Σ_k E‖x_(k+1) − x_k‖² / (t_(k+1) − t_k). It is exact for
 * Euler with every frame kept; between the frames of curved paths it takes the chord, so it is a lower bound. Where the
 * solver can be asked, `integratedEnergy` has the very figure.
 */
export function pathEnergy({ frames, frameCount, particleCount, times }: Trajectories): number {
  let energy = 0;
  const size = 2 * particleCount;
  for (let frame = 1; frame < frameCount; frame++) {
    const dt = Math.abs((times[frame] as number) - (times[frame - 1] as number));
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum += ((frames[frame * size + k] as number) - (frames[(frame - 1) * size + k] as number)) ** 2;
    energy += sum / dt;
  }
  return energy / particleCount;
}

/** Normalised path energy |∫E‖v‖²dt − W2²| / W2² (arXiv 2307.03672), W2² being that between source and data. */
export function normalisedPathEnergy(energy: number, w2Squared: number): number {
  return Math.abs(energy - w2Squared) / w2Squared;
}
