/** A long curve made short enough to draw: even buckets of steps, each with its mean and its extremes. */

export type Buckets = {
  /** Middle step of each bucket, and the mean of its finite values (NaN where there are none). */
  readonly steps: number[];
  readonly means: number[];
  /** Smallest and largest value of each bucket in the order they came: the raw curve with every spike kept. */
  readonly rawSteps: number[];
  readonly raw: number[];
};

/** `values[i]` belongs to step i. The buckets divide 0 … totalSteps, so they stay put while training goes on. */
export function intoBuckets(values: ArrayLike<number>, totalSteps: number, count: number): Buckets {
  const out: Buckets = { steps: [], means: [], rawSteps: [], raw: [] };
  const width = Math.max(1, totalSteps / Math.max(1, count));
  for (let bucket = 0, start = 0; start < values.length; bucket++) {
    const end = Math.min(values.length, Math.max(start + 1, Math.ceil((bucket + 1) * width)));
    addBucket(out, values, start, end);
    start = end;
  }
  return out;
}

function addBucket(out: Buckets, values: ArrayLike<number>, start: number, end: number): void {
  let sum = 0;
  let count = 0;
  let low = -1;
  let high = -1;
  for (let i = start; i < end; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
    if (low < 0 || value < (values[low] as number)) low = i;
    if (high < 0 || value > (values[high] as number)) high = i;
  }
  out.steps.push((start + end - 1) / 2);
  out.means.push(count > 0 ? sum / count : Number.NaN);
  if (low < 0) return;
  for (const i of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
    out.rawSteps.push(i);
    out.raw.push(values[i] as number);
  }
}
