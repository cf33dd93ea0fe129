/** Geometry of the time dock's two tracks (CSS pixels). */
import { whole } from '../../format.ts';

export const TRACK_LEFT = 112;
export const TRACK_RIGHT = 24;
/** Middle of the training track, and top and bottom of the time band. */
export const TRAINING_Y = 30;
export const BAND_TOP = 62;
export const BAND_BOTTOM = 94;
/** Solver ticks closer than this are thinned out: a grey bar says nothing. */
const TICK_GAP = 4;
/** Room for a label at least, and for no more than about nine of them. */
const LABEL_GAP = 56;
const LABELS = 9;

export type Axis = { readonly start: number; readonly length: number };

export function axisOf(width: number): Axis {
  return { start: TRACK_LEFT, length: Math.max(1, width - TRACK_LEFT - TRACK_RIGHT) };
}

export const timeToX = (axis: Axis, t: number): number => axis.start + axis.length * t;
export const xToTime = (axis: Axis, x: number): number => Math.min(1, Math.max(0, (x - axis.start) / axis.length));

/** Square-root axis: early training, where most changes, gets most room. */
export const stepToX = (axis: Axis, step: number, steps: number): number =>
  axis.start + axis.length * Math.sqrt(Math.min(1, Math.max(0, step / Math.max(1, steps))));
export const xToStep = (axis: Axis, x: number, steps: number): number => xToTime(axis, x) ** 2 * steps;

/** Times at which solver ticks are drawn: every step, or every k-th when they would touch. */
export function tickTimes(steps: number, length: number): readonly number[] {
  const every = Math.max(1, Math.ceil((steps * TICK_GAP) / length));
  const ticks = [];
  for (let step = 0; step <= steps; step += every) ticks.push(step / steps);
  if (ticks.at(-1) !== 1) ticks.push(1);
  return ticks;
}

/** Half pixels keep 1 px lines sharp. */
const sharp = (x: number): number => Math.round(x) + 0.5;

/** Ticks of even steps, or of the times given. */
export function tickPath(axis: Axis, steps: number, times: ArrayLike<number> | null = null): string {
  return (times ? Array.from(times) : tickTimes(steps, axis.length))
    .map((t) => `M${sharp(timeToX(axis, t))} ${BAND_BOTTOM - 7}V${BAND_BOTTOM}`)
    .join('');
}

/** A small cross on the ticks' line for each rejected attempt. */
export function crossPath(axis: Axis, times: ArrayLike<number>): string {
  return Array.from(times)
    .map((t) => `M${timeToX(axis, t) - 3} ${BAND_BOTTOM - 13}l6 6m0 -6l-6 6`)
    .join('');
}

/** The soft hill of mean speed, from values at even times. */
export function hillPath(axis: Axis, speeds: readonly number[]): string {
  const highest = Math.max(...speeds, 1e-9);
  const points = speeds.map((speed, i) => {
    const x = timeToX(axis, i / Math.max(1, speeds.length - 1));
    const y = BAND_BOTTOM - 1 - (speed / highest) * (BAND_BOTTOM - BAND_TOP - 7);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const end = axis.start + axis.length;
  return `M${axis.start} ${BAND_BOTTOM}L${points.join('L')}L${end} ${BAND_BOTTOM}Z`;
}

/** Round step numbers for the axis that do not touch each other, the last step always among them. */
export function stepLabels(axis: Axis, steps: number): readonly { readonly step: number; readonly x: number }[] {
  const candidates = [steps, 0];
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, steps)));
  for (const scale of [magnitude, magnitude / 10]) {
    for (const factor of [2, 4, 6, 8, 1, 5, 3]) candidates.push(factor * scale);
  }
  const gap = Math.max(LABEL_GAP, axis.length / LABELS);
  const kept: { step: number; x: number }[] = [];
  for (const step of candidates) {
    if (step > steps || !Number.isInteger(step)) continue;
    const x = stepToX(axis, step, steps);
    if (kept.every((other) => Math.abs(other.x - x) >= gap)) kept.push({ step, x });
  }
  return kept.sort((a, b) => a.step - b.step);
}

/** 500, 1 400, 20 k: short only where nothing is lost. */
export function stepLabel(step: number): string {
  return step >= 1000 && step % 1000 === 0 ? `${step / 1000} k` : whole(step);
}
