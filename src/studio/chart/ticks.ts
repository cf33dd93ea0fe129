/** Round numbers for axes. */

/** A range around the values, never empty; a logarithmic one leaves out what is not positive. */
export function rangeOf(values: readonly number[], log: boolean): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return log ? [0.1, 1] : [0, 1];
  if (log) return [low / 1.1, high * 1.1];
  return low === high ? [low - 0.5, high + 0.5] : [Math.min(low, low > 0 && low < high / 3 ? 0 : low), high];
}

/** Multiples of 1, 2 or 5 times a power of ten within the range, about `count` of them. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((lead) => lead * power >= rough - 1e-12) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten, with 2 and 5 between them when there are few. */
export function logTicks(low: number, high: number): number[] {
  for (const leads of [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 6, 8]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const lead of leads) {
        const tick = Number((lead * 10 ** power).toPrecision(12));
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    if (ticks.length >= 3) return ticks;
  }
  return linearTicks(low, high, 4);
}
