/** The flows of a fan in one picture, coloured by their value. */
import { interleaved } from '../../scene/interleaved.ts';
import type { FlowData } from '../../scene/types.ts';
import type { FanPicture } from '../../state/fan.svelte.ts';

export function fanData(plain: FlowData, { flows, values }: FanPicture): FlowData {
  const all = interleaved(flows, (copy) => values[copy] ?? 0);
  return {
    ...plain,
    trajectories: all,
    source: flows[0] ? flows[0].frames.subarray(0, 2 * flows[0].particleCount) : null,
    ghosts: null,
    conditionColours: null,
    values: null,
    copies: flows.length,
  };
}
