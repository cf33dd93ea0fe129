/** The picture of the flow as the scene wants it. */
import { exactFlowProblem, exactTrajectories } from '../../../shared/flow/exact-truth.ts';
import type { RunSummary, Trajectories } from '../../../shared/model/records.ts';
import type { FlowData } from '../../scene/types.ts';
import type { FlowPicture } from '../../state/flow.svelte.ts';
import { shownExtent } from '../../state/flow-wish.ts';
import { chipCount, runColour } from '../../state/run-words.ts';
import { dataFor, otherClasses } from './by-class.ts';

/** Colours of classes: the eight run slots in turn. */
export function classColours(run: RunSummary): readonly string[] | null {
  const count = chipCount(run.config);
  return count === 0 ? null : Array.from({ length: count }, (_, label) => `var(--run-${(label % 8) + 1})`);
}

const shuffled = new WeakMap<Trajectories, Map<number, Trajectories>>();

/** The same object for the same ghosts, so that the scene sees that nothing changed. */
function ghostsOf(all: Trajectories, label: number): Trajectories {
  const known = shuffled.get(all) ?? new Map<number, Trajectories>();
  shuffled.set(all, known);
  const ghosts = known.get(label) ?? otherClasses(all, label);
  known.set(label, ghosts);
  return ghosts;
}

const EXACT_FRAMES = 33;

/** `showExact`: the exact flow of the same particles stands behind the learned one, where it is closed form. */
export function flowData(picture: FlowPicture, run: RunSummary, showExact = false): FlowData {
  const { trajectories } = picture;
  const start = trajectories.frames.subarray(0, 2 * trajectories.particleCount);
  const known = showExact && exactFlowProblem(run.config, picture.guidance) === null;
  const exact = known ? exactTrajectories(run.config, start, trajectories.conditions, EXACT_FRAMES) : null;
  return {
    trajectories,
    run: run.id,
    source: trajectories.frames.subarray(0, 2 * trajectories.particleCount),
    data: dataFor(picture.data, picture.condition),
    field: picture.field,
    colour: runColour(run),
    extent: shownExtent(picture.data.extent),
    speedMax: picture.speedMax,
    ghostsAreExact: exact !== null,
    ghosts: exact
      ? exact
      : picture.condition.kind === 'class' && picture.ghosts
        ? ghostsOf(picture.ghosts, picture.condition.label)
        : null,
    conditionColours: classColours(run),
  };
}
