/** Where the horizontal lines and step marks of a chart lie. */

/** About how many values a chart names. */
export const VALUE_TICKS = 3.4;
const ROUND = [1, 2, 5, 10];
const ROUND_STEPS = [1, 2, 4, 5, 8, 10];

/** Ticks at a round number times a power of ten, about `count` of them, within [low, high]. */
export function linearTicks(low: number, high: number, count: number, round: readonly number[] = ROUND): number[] {
  if (!(high > low) || count < 1) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  const step = (round.find((each) => each >= lead - 1e-9) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tidy((first + i) * step));
}

/** Ticks of a step axis: whole steps only. */
export function stepTicks(totalSteps: number, count: number): number[] {
  return linearTicks(0, totalSteps, Math.min(count, totalSteps), ROUND_STEPS).filter(Number.isInteger);
}

/** Ticks of a logarithmic axis: powers of ten when there are three or more, otherwise round numbers between. */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0) || !(high > low)) return [];
  for (const leads of [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 6, 8]]) {
    const ticks = ticksWithLeads(low, high, leads);
    if (ticks.length >= 3) return ticks;
  }
  return linearTicks(low, high, 4);
}

/** Range of a logarithmic axis around the values, with a little air; null without positive values. */
export function logRange(values: readonly number[], air = 0.06): [number, number] | null {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return null;
  const low = Math.log(Math.min(...positive));
  const high = Math.log(Math.max(...positive));
  const margin = Math.max(0.05, (high - low) * air);
  return [Math.exp(low - margin), Math.exp(high + margin)];
}

/** Range of a linear axis: from zero (or below) to the tick above the largest value; null without finite values. */
export function linearRange(values: readonly number[]): [number, number] | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const low = Math.min(0, ...finite);
  const high = Math.max(...finite);
  if (high <= low) return [low, low + 1];
  const [first = 0, second = 1] = linearTicks(0, high - low, VALUE_TICKS);
  const step = second - first;
  return [low, low + Math.ceil((high - low) / step + 0.1) * step];
}

function ticksWithLeads(low: number, high: number, leads: readonly number[]): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const ticks: number[] = [];
  for (let power = first; power <= last; power++) {
    for (const lead of leads) {
      const tick = tidy(lead * 10 ** power);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

/** Removes the dust of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
