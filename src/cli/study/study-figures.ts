/** What the runs of a study came to, over its seeds, beside the floor and the figure to expect. */
import type { Metric, RunSummary } from '../../shared/model/records.ts';
import { isWhole, studyRunOf } from '../../shared/studies/match.ts';
import type { ExpectedFigure, Study } from '../../shared/studies/study.ts';
import { meanStd, type Verdict, verdictOf } from '../../shared/studies/verdict.ts';
import { compareMetrics } from '../metric-table.ts';

/** The shape of `study NAME --seeds K --json`, one for each run and metric: others script against it. */
export type StudyFigure = {
  /** Key of the run within the study. */
  readonly run: string;
  readonly metric: string;
  readonly mean: number;
  /** Over the seeds; null with one. */
  readonly std: number | null;
  readonly seeds: readonly number[];
  /** In the order of the seeds. */
  readonly values: readonly number[];
  readonly n: number;
  readonly floor: number | null;
  readonly expected: {
    readonly mean: number;
    readonly std: number | null;
    readonly seeds: number | null;
    readonly source: ExpectedFigure['source'];
  } | null;
  readonly verdict: Verdict | null;
};

type Measured = { readonly seed: number; readonly metric: Metric };

/** Figures of runs that finished; a run shorter than the study says is not held against what to expect. */
export function studyFigures(study: Study, runs: readonly RunSummary[]): StudyFigure[] {
  const finished = runs.filter((run) => run.status === 'finished');
  const keys = [...new Set(finished.flatMap((run) => studyRunOf(study, run)?.key ?? []))];
  return keys.flatMap((key) => {
    const mine = finished.filter((run) => studyRunOf(study, run)?.key === key);
    const base = mine[0]?.config.source.name;
    const whole = mine.every((run) => {
      const own = studyRunOf(study, run);
      return own !== null && isWhole(own, run);
    });
    const byMetric = new Map<string, Measured[]>();
    for (const { config, metrics } of mine) {
      for (const metric of metrics) {
        byMetric.set(metric.name, [...(byMetric.get(metric.name) ?? []), { seed: config.seed, metric }]);
      }
    }
    return [...byMetric.values()]
      .toSorted((a, b) => compareMetrics(first(a).metric, first(b).metric))
      .map((measured) => {
        const expected = whole
          ? study.expected.find(
              (figure) =>
                figure.run === key &&
                figure.metric === first(measured).metric.name &&
                (figure.base === undefined || figure.base === base),
            )
          : undefined;
        return figureOf(key, measured, expected);
      });
  });
}

const first = (measured: readonly Measured[]): Measured => measured[0] as Measured;

function figureOf(run: string, measured: readonly Measured[], expected: ExpectedFigure | undefined): StudyFigure {
  const values = measured.map(({ metric }) => metric.value);
  const floors = measured.flatMap(({ metric }) => (metric.floor === null ? [] : [metric.floor]));
  const { mean, std } = meanStd(values);
  const { metric } = first(measured);
  return {
    run,
    metric: metric.name,
    mean,
    std,
    seeds: measured.map(({ seed }) => seed),
    values,
    n: metric.n,
    floor: floors.length === 0 ? null : meanStd(floors).mean,
    expected: expected
      ? { mean: expected.mean, std: expected.std, seeds: expected.seeds, source: expected.source }
      : null,
    verdict: expected ? verdictOf(expected, mean) : null,
  };
}
