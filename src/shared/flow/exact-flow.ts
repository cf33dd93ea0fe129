import type { Trajectories } from '../model/records.ts';
import type { VelocityField } from './mixture.ts';

/** One RK4 step of dx/dt = u_t(x) for a particle held in `state`, from t to t + h. */
function stepper(velocity: VelocityField): (state: Float64Array, t: number, h: number) => void {
  const [k1, k2, k3, k4] = [new Float64Array(2), new Float64Array(2), new Float64Array(2), new Float64Array(2)];
  const at = (v: Float64Array, i: 0 | 1) => v[i] ?? 0;
  return (state, t, h) => {
    const x = at(state, 0);
    const y = at(state, 1);
    velocity(x, y, t, k1);
    velocity(x + (h / 2) * at(k1, 0), y + (h / 2) * at(k1, 1), t + h / 2, k2);
    velocity(x + (h / 2) * at(k2, 0), y + (h / 2) * at(k2, 1), t + h / 2, k3);
    velocity(x + h * at(k3, 0), y + h * at(k3, 1), t + h, k4);
    state[0] = x + (h / 6) * (at(k1, 0) + 2 * at(k2, 0) + 2 * at(k3, 0) + at(k4, 0));
    state[1] = y + (h / 6) * (at(k1, 1) + 2 * at(k2, 1) + 2 * at(k3, 1) + at(k4, 1));
  };
}

/**
 * Integrates an exact velocity from t = 0 to 1 by RK4, starting at source points `[n, 2]`; `fieldOf` gives each particle
 * its field. Keeps `frameCount` evenly spaced frames, with `substeps` RK4 steps between two frames.
 */
export function exactFlow(
  fieldOf: (particle: number) => VelocityField,
  source: Float32Array,
  { frameCount, substeps = 4 }: { readonly frameCount: number; readonly substeps?: number },
): Trajectories {
  const particleCount = source.length / 2;
  const frames = new Float32Array(frameCount * source.length);
  const steppers = new Map<VelocityField, ReturnType<typeof stepper>>();
  const h = 1 / ((frameCount - 1) * substeps);
  const state = new Float64Array(2);
  for (let i = 0; i < particleCount; i++) {
    const field = fieldOf(i);
    const advance = steppers.get(field) ?? stepper(field);
    steppers.set(field, advance);
    state.set(source.subarray(2 * i, 2 * i + 2));
    frames.set(state, 2 * i);
    for (let frame = 1; frame < frameCount; frame++) {
      for (let k = 0; k < substeps; k++) advance(state, ((frame - 1) * substeps + k) * h, h);
      frames.set(state, (frame * particleCount + i) * 2);
    }
  }
  const times = Float32Array.from({ length: frameCount }, (_, frame) => frame / (frameCount - 1));
  return { frames, frameCount, particleCount, times, conditions: new Float32Array(particleCount) };
}
