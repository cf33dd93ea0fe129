/** The flows of the compared runs as the scene wants them. */
import type { RunId, RunSummary, Trajectories } from '../../../shared/model/records.ts';
import { displacementScale, interleaved } from '../../scene/interleaved.ts';
import type { FlowData } from '../../scene/types.ts';
import type { ComparedPicture } from '../../state/comparison.svelte.ts';
import { shownExtent } from '../../state/flow-wish.ts';
import { dataFor } from '../flow/by-class.ts';

export type Shown = { readonly run: RunSummary; readonly picture: ComparedPicture; readonly colour: string };

/** One window for all, or the eye would compare scales. */
export function commonExtent(pictures: readonly ComparedPicture[]): number {
  return Math.max(1, ...pictures.map(({ data }) => shownExtent(data.extent)));
}

const sourceOf = (trajectories: Trajectories) => trajectories.frames.subarray(0, 2 * trajectories.particleCount);

/** A run alone, with another one faintly behind it. */
export function cellData({ picture, colour }: Shown, extent: number, ghost: Shown | null): FlowData {
  const { sample, data, speeds, condition } = picture;
  return {
    trajectories: sample,
    source: sourceOf(sample),
    data: dataFor(data, condition),
    field: null,
    colour,
    extent,
    speedMax: speeds.high,
    ghosts: ghost?.picture.sample ?? null,
    ghostColour: ghost?.colour ?? null,
    conditionColours: null,
  };
}

/** All runs in one view, each in its colour. */
export function overlayData(shown: readonly Shown[], extent: number): FlowData {
  const [first] = shown;
  if (!first) throw new Error('There is nothing to overlay.');
  const all = interleaved(shown.map(({ picture }) => picture.sample));
  return {
    trajectories: all,
    source: sourceOf(first.picture.sample),
    data: first.picture.data.points,
    field: null,
    colour: first.colour,
    extent,
    speedMax: Math.max(...shown.map(({ picture }) => picture.speeds.high)),
    ghosts: null,
    conditionColours: shown.map(({ colour }) => colour),
    copies: shown.length,
  };
}

/** Of the overlaid flows: entry k × copies + c is particle k of flow c. Null: all are looked at. */
export function overlayKept(keptOfEach: readonly (Uint8Array | null)[]): Uint8Array | null {
  const each = keptOfEach.filter((kept) => kept !== null);
  if (each.length === 0 || each.length < keptOfEach.length) return null;
  const count = Math.min(...each.map((kept) => kept.length));
  return Uint8Array.from({ length: count * each.length }, (_, i) => {
    const copy = i % each.length;
    return each[copy]?.[(i - copy) / each.length] ?? 0;
  });
}

/** Lines from the baseline's particles to this run's. */
export function differenceData(one: Shown, baseline: Shown, extent: number, scale: number): FlowData {
  return {
    ...cellData(one, extent, null),
    partner: { trajectories: baseline.picture.sample, colour: baseline.colour, scale },
  };
}

/** One scale for all differences to the baseline. */
export function commonScale(shown: readonly Shown[], baseline: Shown): number {
  const others = shown.filter(({ run }) => run.id !== baseline.run.id);
  return Math.max(0.01, ...others.map(({ picture }) => displacementScale(picture.sample, baseline.picture.sample)));
}

export function shownRuns(
  runs: readonly RunSummary[],
  pictures: ReadonlyMap<RunId, ComparedPicture>,
  colourOf: (id: RunId) => string,
): readonly Shown[] {
  return runs.flatMap((run) => {
    const picture = pictures.get(run.id);
    return picture ? [{ run, picture, colour: colourOf(run.id) }] : [];
  });
}
