/** Mean and spread of a few values. */

export type Moments = {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation of the sample (divided by n − 1); null below two values, where there is none. */
  readonly std: number | null;
};

/** Moments of the finite values; a mean of NaN says that there was none. Two passes, so that close values keep their digits. */
export function momentsOf(values: readonly number[]): Moments {
  const finite = values.filter(Number.isFinite);
  const count = finite.length;
  if (count === 0) return { count, mean: Number.NaN, std: null };
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { count, mean, std: null };
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, std: Math.sqrt(squares / (count - 1)) };
}
