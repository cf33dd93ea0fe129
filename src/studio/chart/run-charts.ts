/** The curves of runs: loss of every step, and each metric over the snapshots. */
import type { RunSummary } from '../../shared/model/records.ts';
import type { StudioContext } from '../studio-context.ts';
import type { Curve, LineChart } from './line-chart.ts';

/** More points than this are not seen. */
const POINTS = 400;

/** `colourOf` gives each run its colour. */
export function runCharts(
  { store }: StudioContext,
  runs: readonly RunSummary[],
  colourOf: (run: RunSummary, place: number) => string,
): LineChart[] {
  const colours = runs.map(colourOf);
  const curve = (run: RunSummary, place: number, points: Curve['points'], dots = false): Curve => ({
    name: run.name,
    colour: colours[place] ?? 'gray',
    points,
    dots,
  });
  const losses: LineChart = {
    title: 'Loss',
    ...{ x: 'training step', y: 'mean of a stretch of steps, log scale', log: true },
    curves: runs.map((run, place) => curve(run, place, stretches(store.losses.read(run.id, 0).values))),
  };
  const metrics = runs.map((run) => store.metrics.all(run.id));
  const names = [...new Set(metrics.flatMap((list) => list.map(({ name }) => name)))].filter((name) => name !== 'loss');
  const charts = names.flatMap((name): LineChart[] => {
    const curves = runs.map((run, place) => {
      const values = (metrics[place] ?? []).filter((metric) => metric.name === name);
      // The closing evaluation has another n; figures of different n are not one curve.
      const n = values[0]?.n;
      return curve(
        run,
        place,
        values.filter((metric) => metric.n === n).map(({ step, value }) => [step, value]),
        true,
      );
    });
    const shown = curves.filter(({ points }) => points.length > 1);
    return shown.length === 0 ? [] : [{ title: name, x: 'training step', y: '', log: false, curves: shown }];
  });
  return [losses, ...charts];
}

/** Means of equal stretches, each at its middle step. */
function stretches(losses: Float32Array): [number, number][] {
  const size = Math.max(1, Math.ceil(losses.length / POINTS));
  const points: [number, number][] = [];
  for (let start = 0; start < losses.length; start += size) {
    const part = losses.subarray(start, start + size).filter(Number.isFinite);
    if (part.length === 0) continue;
    points.push([start + (size - 1) / 2, part.reduce((sum, loss) => sum + loss, 0) / part.length]);
  }
  return points;
}
