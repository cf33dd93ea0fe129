/** Equal, close or different: what a replay came to, in numbers and words. */
import type { BackendInfo } from '../../shared/model/records.ts';
import type { ReplayVerdict } from '../../shared/protocol/transfer.ts';

type Side = {
  readonly parameters: Float32Array;
  readonly losses: Float32Array;
  readonly backend: BackendInfo | null;
};

/**
 * Two trainings are close while the distance between their weights, ‖w − w′‖ / ‖w‖, is at most this. Other orders of
 * summation change the last bits of every step, and training carries them further.
 */
export const CLOSE = 0.02;

export type Judged = { readonly recorded: Side; readonly replayed: Side; readonly step: number };

/** Equal means bit for bit: every weight, and every recorded loss up to `step`. */
export function judge({ recorded, replayed, step }: Judged): ReplayVerdict {
  const [a, b] = [recorded.parameters, replayed.parameters];
  if (a.length !== b.length) {
    return {
      verdict: 'differs',
      maxDifference: null,
      why: `The recorded network has ${a.length} weights and the replayed one ${b.length}.`,
    };
  }
  const { most, relative, unequal } = distance(a, b);
  const parting = firstParting(recorded.losses, replayed.losses, step);
  if (unequal === 0 && parting === null) {
    return {
      verdict: 'equal',
      maxDifference: 0,
      why: `All ${a.length} weights at step ${step} and all ${Math.min(step, recorded.losses.length)} losses are the same bit for bit.`,
    };
  }
  const verdict = relative <= CLOSE ? 'close' : 'differs';
  const words = [
    unequal === 0
      ? `The weights at step ${step} are the same`
      : `${unequal} of ${a.length} weights at step ${step} differ, by ${most.toPrecision(2)} at most (${percent(relative)} of their length)`,
    parting === null ? 'the losses are the same' : `the losses part at step ${parting}`,
  ];
  return { verdict, maxDifference: most, why: `${words.join('; ')}. ${reason(recorded.backend, replayed.backend)}` };
}

type Distance = { readonly most: number; readonly relative: number; readonly unequal: number };

/** Largest difference, ‖a − b‖ / ‖a‖, and how many weights differ in any bit but the sign of zero. */
function distance(a: Float32Array, b: Float32Array): Distance {
  let [most, squares, length, unequal] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    const difference = Math.abs(x - y);
    if (!(difference === 0 || Object.is(x, y))) unequal++;
    most = Math.max(most, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
    squares += difference * difference;
    length += x * x;
  }
  const relative = squares === 0 ? 0 : Math.sqrt(squares) / Math.sqrt(length);
  return { most, relative: Number.isNaN(relative) ? Number.POSITIVE_INFINITY : relative, unequal };
}

/** First step whose recorded loss is another one; steps without a record are passed over. */
function firstParting(recorded: Float32Array, replayed: Float32Array, step: number): number | null {
  for (let i = 0; i < Math.min(step, recorded.length); i++) {
    if (!Number.isNaN(recorded[i]) && recorded[i] !== replayed[i]) return i;
  }
  return null;
}

function reason(before: BackendInfo | null, now: BackendInfo | null): string {
  if (before === null || now === null) return 'The record does not say what it was trained with.';
  const kept = `${before.version}, ${before.device}`;
  const used = `${now.version}, ${now.device}`;
  if (kept !== used) return `It was trained with ${kept} and replayed with ${used}: other sums round otherwise.`;
  return `Both ran on ${used}. Another processor or other TensorFlow settings (oneDNN) sum in another order.`;
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toPrecision(2)} %` : 'more than all';
}
