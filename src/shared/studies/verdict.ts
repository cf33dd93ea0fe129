/** How a measured figure stands to the one to expect. */
import type { ExpectedFigure } from './study.ts';

export type Verdict = 'within' | 'better' | 'outside' | 'no-band';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  within: 'within 2 std',
  better: 'better',
  outside: 'outside 2 std',
  'no-band': 'no std given',
};

/** Stems of metrics whose larger value is the better one. */
const HIGHER_IS_BETTER = new Set(['within3Std', 'modeShareMin', 'accuracy']);

const stemOf = (metric: string) => metric.split('@')[0] ?? metric;

/** Ours lies within two standard deviations (over seeds) of the figure to expect, or beyond them on the good or bad side. */
export function verdictOf(
  { metric, mean, std }: Pick<ExpectedFigure, 'metric' | 'mean' | 'std'>,
  ours: number,
): Verdict {
  if (std === null) return 'no-band';
  if (Math.abs(ours - mean) <= 2 * std) return 'within';
  return ours > mean === HIGHER_IS_BETTER.has(stemOf(metric)) ? 'better' : 'outside';
}

export type MeanStd = { readonly mean: number; readonly std: number | null; readonly seeds: number };

/** Mean and sample standard deviation; null with fewer than two values. */
export function meanStd(values: readonly number[]): MeanStd {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)), seeds: values.length };
}
