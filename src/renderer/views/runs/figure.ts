/** The figure that the table shows for every run, and the axis on which all of them stand. */
import { metricDirection } from '../../../shared/model/metric-direction.ts';
import { metricWords } from '../../../shared/model/metric-words.ts';
import type { Metric, RunSummary } from '../../../shared/model/records.ts';
import { spreadOf } from '../../../shared/query/groups.ts';

export type Which = 'last' | 'best';

export function figureOf(run: Pick<RunSummary, 'metrics' | 'best'>, name: string, which: Which): Metric | null {
  const last = run.metrics.find((metric) => metric.name === name) ?? null;
  if (which === 'last') return last;
  return run.best.find((metric) => metric.name === name) ?? last;
}

/** The key of queries for it. */
export const figureKey = (name: string, which: Which): string => (which === 'best' ? `best:${name}` : name);

const PREFERRED = ['w2', 'slicedW2', 'radiusError', 'loss'];

/** The figure that most of the runs have; the usual one where several do. */
export function usualFigure(runs: readonly Pick<RunSummary, 'metrics'>[]): string {
  const counts = new Map<string, number>();
  for (const run of runs) for (const { name } of run.metrics) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(0, ...PREFERRED.map((name) => counts.get(name) ?? 0));
  return PREFERRED.find((name) => (counts.get(name) ?? 0) >= most / 2 && counts.has(name)) ?? 'w2';
}

/** "at n = 1 000" for figures that can be compared, null when their n differs or there are none. */
export function commonN(figures: readonly (Metric | null)[]): number | null {
  let n: number | null = null;
  for (const figure of figures) {
    if (figure === null) continue;
    if (n !== null && figure.n !== n) return null;
    n = figure.n;
  }
  return n;
}

export type FigureAxis = { readonly low: number; readonly high: number; place(value: number): number };

/** Shared by all rows: logarithmic for distances, with ends at 1, 2 or 5 times a power of ten. Null without values. */
export function figureAxis(name: string, values: readonly number[]): FigureAxis | null {
  const logarithmic = metricWords(name).logarithmic;
  const usable = values.filter((value) => Number.isFinite(value) && (!logarithmic || value > 0));
  if (usable.length === 0) return null;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of usable) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (logarithmic) {
    const low = niceBelow(min);
    const high = Math.max(niceAbove(max), low * 2);
    const span = Math.log(high / low);
    return { low, high, place: (value) => clamp(Math.log(Math.max(value, low) / low) / span) };
  }
  const range = metricWords(name).range;
  const [low, high] = range ?? [min, max === min ? min + 1 : max];
  return { low, high, place: (value) => clamp((value - low) / (high - low)) };
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
const STEPS = [1, 2, 5, 10];

function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1);
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.find((step) => step * power >= value * (1 - 1e-9)) ?? 10);
}

/** Mean ± std of a group; null for a figure whose n differs between its runs. */
export function groupFigure(runs: readonly RunSummary[], name: string, which: Which) {
  const figures = runs.map((run) => figureOf(run, name, which));
  if (figures.some((figure) => figure !== null) && commonN(figures) === null) return 'n-differs' as const;
  return spreadOf(figures.map((figure) => figure?.value));
}

export const lowerIsBetter = (name: string): boolean => metricDirection(name) === 'lower';
