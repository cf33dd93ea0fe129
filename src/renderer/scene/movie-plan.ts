/** What a movie shows at each of its frames: a function of the frame's number alone, so every making is the same. */
import type { CameraState } from './types.ts';

export const MOVEMENTS = ['time', 'orbit', 'both'] as const;
/** Along t with a still camera; around a still moment; or both. */
export type Movement = (typeof MOVEMENTS)[number];

export type MoviePlan = {
  readonly movement: Movement;
  readonly fps: number;
  readonly seconds: number;
  /** Where it starts: the moment of an orbit, and the camera. */
  readonly t: number;
  readonly camera: CameraState;
};

/** Degrees that an orbit swings to each side; it comes back to where it began, so it can loop. */
const SWING = 35;

export function frameCount({ fps, seconds }: Pick<MoviePlan, 'fps' | 'seconds'>): number {
  return Math.max(2, Math.round(fps * seconds));
}

export function frameAt(plan: MoviePlan, index: number): { readonly t: number; readonly camera: CameraState } {
  const { movement, camera } = plan;
  const last = frameCount(plan) - 1;
  const share = index / last;
  const turn = movement === 'time' ? 0 : SWING * Math.sin(2 * Math.PI * share);
  return {
    t: movement === 'orbit' ? plan.t : share,
    camera: { ...camera, azimuth: camera.azimuth + turn },
  };
}
