/** A flow small enough to travel inside a page: places as 16-bit numbers, base64. */
import type { Trajectories } from '../../shared/model/records.ts';

export type PackedFlow = {
  readonly name: string;
  /** A CSS variable. */
  readonly colour: string;
  /** Half width of the shown window; places are packed within twice of it. */
  readonly extent: number;
  readonly frames: number;
  readonly particles: number;
  readonly times: readonly number[];
  readonly places: string;
};

const MOST = 32767;

/** Error at most `extent / 32767`, far below a pixel; places beyond twice the window are moved to its edge. */
export function packedFlow(name: string, colour: string, extent: number, flow: Trajectories): PackedFlow {
  const words = Int16Array.from(flow.frames, (value) => {
    const share = Number.isFinite(value) ? value / (2 * extent) : 0;
    return Math.round(Math.max(-1, Math.min(1, share)) * MOST);
  });
  return {
    ...{ name, colour, extent, frames: flow.frameCount, particles: flow.particleCount },
    times: Array.from(flow.times, (time) => Number(time.toPrecision(6))),
    places: Buffer.from(words.buffer).toString('base64'),
  };
}
