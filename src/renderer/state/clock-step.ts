/** How flow time moves: pure arithmetic behind the clock. Times are in [0, 1]. */

/** Wall time from t = 0 to t = 1 at speed 1×. */
export const PLAY_MS = 4000;
export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];
export const LOOPS = ['off', 'all', 'range'] as const;
export type Loop = (typeof LOOPS)[number];
export type PlayRange = { readonly start: number; readonly end: number };

/** The shortest loop range that can be made (t). */
export const MIN_RANGE = 0.01;

export function clampTime(t: number): number {
  return Number.isFinite(t) ? Math.min(1, Math.max(0, t)) : 0;
}

/** Where play may run: the loop range when it is looped, otherwise everything. */
export function playRange(loop: Loop, range: PlayRange): PlayRange {
  return loop === 'range' ? range : { start: 0, end: 1 };
}

/** Time after `elapsedMs` of play. Without a loop it stops at the end; in a loop it wraps, however long the frame took. */
export function advance(
  t: number,
  elapsedMs: number,
  speed: number,
  loop: Loop,
  range: PlayRange,
): { readonly t: number; readonly playing: boolean } {
  return advanceWithin(t, elapsedMs, speed, loop !== 'off', playRange(loop, range));
}

/** The same over a range; `around`: it begins again at the end. */
export function advanceWithin(
  t: number,
  elapsedMs: number,
  speed: number,
  around: boolean,
  { start, end }: PlayRange,
): { readonly t: number; readonly playing: boolean } {
  const from = t < start || t > end ? start : t;
  const next = from + (Math.max(0, elapsedMs) * speed) / PLAY_MS;
  if (next < end) return { t: next, playing: true };
  if (!around) return { t: end, playing: false };
  const length = end - start;
  return { t: length <= 0 ? start : start + ((next - start) % length), playing: true };
}

export function nextSpeed(speed: Speed, direction: 1 | -1): Speed {
  const index = SPEEDS.indexOf(speed) + direction;
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, index))] ?? speed;
}

export function nextLoop(loop: Loop): Loop {
  return LOOPS[(LOOPS.indexOf(loop) + 1) % LOOPS.length] ?? 'off';
}

/** Times of an adaptive solver come as single-precision numbers: closer than this they are the same. */
const SAME_TIME = 1e-7;

/**
 * Solver step that t lies in: 0 at the start, the last one at the end. Steps are even, or lie between the ascending
 * `times` of an adaptive solver (both ends included).
 */
export function solverStepAt(t: number, steps: number, times: ArrayLike<number> | null = null): number {
  if (times === null) return Math.min(steps, Math.floor(clampTime(t) * steps + 1e-9));
  let step = 0;
  while (step + 1 < times.length && (times[step + 1] as number) <= t + SAME_TIME) step++;
  return step;
}

/** t of the next or previous solver step; from between two steps it goes to the nearer one in that direction. */
export function stepBy(t: number, steps: number, direction: 1 | -1, times: ArrayLike<number> | null = null): number {
  if (times !== null) {
    const others = Array.from(times).filter((at) => direction * (at - t) > SAME_TIME);
    return clampTime((direction === 1 ? others[0] : others.at(-1)) ?? t);
  }
  const position = clampTime(t) * steps;
  const step = direction === 1 ? Math.floor(position + 1e-6) + 1 : Math.ceil(position - 1e-6) - 1;
  return clampTime(step / steps);
}

/** The nearest of `values` to `value`; null when there are none. */
export function nearest(values: readonly number[], value: number): number | null {
  let best: number | null = null;
  for (const candidate of values) {
    if (best === null || Math.abs(candidate - value) < Math.abs(best - value)) best = candidate;
  }
  return best;
}

/** A time as typed: "0.62", ".62", "62 %", "0,62". Null when it is not a time in [0, 1]. */
export function parseTime(text: string): number | null {
  const match = /^\s*(\d*[.,]?\d+|\d+[.,]?)\s*(%?)\s*$/.exec(text);
  if (!match) return null;
  const value = Number((match[1] ?? '').replace(',', '.')) / (match[2] === '%' ? 100 : 1);
  return Number.isFinite(value) && value >= 0 && value <= 1 ? value : null;
}

/** A range with its ends in order and at least `MIN_RANGE` apart. */
export function orderedRange(a: number, b: number): PlayRange {
  const [low, high] = a <= b ? [clampTime(a), clampTime(b)] : [clampTime(b), clampTime(a)];
  if (high - low >= MIN_RANGE) return { start: low, end: high };
  return low + MIN_RANGE <= 1 ? { start: low, end: low + MIN_RANGE } : { start: 1 - MIN_RANGE, end: 1 };
}

/** Place of a training step among its snapshots, 0 … 1 on the square-root axis. */
export function trainingPlace(snapshots: readonly number[], step: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, step / Math.max(1, snapshots.at(-1) ?? 1))));
}

/** The last snapshot at or before a place of that axis; the first one before there is any. */
export function snapshotAlong(snapshots: readonly number[], place: number): number | null {
  const before = snapshots.filter((step) => trainingPlace(snapshots, step) <= place + 1e-9);
  return before.at(-1) ?? snapshots[0] ?? null;
}

/**
 * Where play along the training runs: the looped range of places, or all of them, and on from the last snapshot in it for
 * as long as the others are shown on average. Without that, a loop would begin again the moment the last one appears.
 */
export function trainingRange(loop: Loop, range: PlayRange, snapshots: readonly number[]): PlayRange {
  const { start, end } = playRange(loop, range);
  const inside = snapshots.filter((step) => {
    const place = trainingPlace(snapshots, step);
    return place > start + 1e-9 && place <= end + 1e-9;
  });
  return { start, end: end + (end - start) / Math.max(1, inside.length) };
}
