/** A long curve made short enough to draw: even buckets of steps, each with its mean and its extremes. */

export type Buckets = {
  /** Middle step of each bucket, and the mean of its finite values (NaN where there are none). */
  readonly steps: number[];
  readonly means: number[];
  /** Smallest and largest value of each bucket in the order they came: the raw curve with every spike kept. */
  readonly rawSteps: number[];
  readonly raw: number[];
};

/** `values[i]` belongs to `steps[i]`; buckets divide 0 … totalSteps, so they stay put while training goes on. */
export function intoBuckets(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  totalSteps: number,
  count: number,
): Buckets {
  const out: Buckets = { steps: [], means: [], rawSteps: [], raw: [] };
  const width = Math.max(1, totalSteps / Math.max(1, count));
  for (let start = 0; start < values.length; ) {
    const bucket = Math.floor((steps[start] as number) / width);
    let end = start + 1;
    while (end < values.length && Math.floor((steps[end] as number) / width) === bucket) end++;
    addBucket(out, steps, values, start, end);
    start = end;
  }
  return out;
}

function addBucket(
  out: Buckets,
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  start: number,
  end: number,
): void {
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
  out.steps.push(((steps[start] as number) + (steps[end - 1] as number)) / 2);
  out.means.push(count > 0 ? sum / count : Number.NaN);
  const extremes = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
  for (const i of extremes) {
    if (i < 0) continue;
    out.rawSteps.push(steps[i] as number);
    out.raw.push(values[i] as number);
  }
}
