/** The picture of the flow as the scene wants it. */
import type { Condition } from '../../../shared/model/condition.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import type { RunData } from '../../../shared/studio-protocol.ts';
import type { FlowData } from '../../scene/types.ts';
import type { FlowPicture } from '../../state/flow.svelte.ts';
import { shownExtent } from '../../state/flow.svelte.ts';
import { chipCount, runColour } from '../../state/run-words.ts';

/** Points of the chosen class, or all: data that the model was not asked for would only mislead. */
export function dataFor(data: RunData, condition: Condition): Float32Array {
  if (condition.kind !== 'class') return data.points;
  const kept: number[] = [];
  data.labels.forEach((label, i) => {
    if (label === condition.label) kept.push(data.points[2 * i] ?? 0, data.points[2 * i + 1] ?? 0);
  });
  return Float32Array.from(kept);
}

/** Colours of classes: the eight run slots in turn. */
export function classColours(run: RunSummary): readonly string[] | null {
  const count = chipCount(run.config);
  return count === 0 ? null : Array.from({ length: count }, (_, label) => `var(--run-${(label % 8) + 1})`);
}

export function flowData(picture: FlowPicture, run: RunSummary): FlowData {
  const { trajectories } = picture;
  return {
    trajectories,
    source: trajectories.frames.subarray(0, 2 * trajectories.particleCount),
    data: dataFor(picture.data, picture.condition),
    field: picture.field,
    colour: runColour(run),
    extent: shownExtent(picture.data.extent),
    speedMax: picture.speedMax,
    ghosts: picture.condition.kind === 'class' ? picture.ghosts : null,
    conditionColours: classColours(run),
  };
}
