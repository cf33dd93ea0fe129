import type { Snapshot } from '../../shared/model/records.ts';

/** What the fake engine does differently from training to the end. */
export type FakeBehaviour = {
  /** Steps a chunk. */
  readonly chunk?: number;
  /** Exits with code 3 after this step. */
  readonly dieAt?: number;
  /** Says nothing more about training after this step. */
  readonly hangAt?: number;
  readonly divergeAt?: number;
  /** Says this of its closing metrics. */
  readonly notice?: string;
  readonly failAtStart?: boolean;
  readonly refuseTraining?: boolean;
  /** Pause between chunks. */
  readonly delayMs?: number;
  readonly sampleDelayMs?: number;
};

export const FAKE_PARAMETERS = 1000;

export function fakeLoss(seed: number, step: number): number {
  return Math.fround(2 + Math.sin(seed + step * 0.1));
}

/** The first one tells which step they are of. */
export function fakeParameters(step: number): Float32Array {
  return new Float32Array(FAKE_PARAMETERS).fill(step);
}

export function fakeSnapshot(step: number): Snapshot {
  return {
    step,
    trajectories: {
      frames: Float32Array.from({ length: 3 * 4 * 2 }, (_, i) => i + step),
      frameCount: 3,
      particleCount: 4,
      times: new Float32Array([0, 0.5, 1]),
      conditions: new Float32Array([0, 1, 2, 3]),
    },
    parameters: fakeParameters(step),
  };
}
