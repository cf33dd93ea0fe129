import { FIGURE_SOURCES } from '../../shared/studies/study.ts';
import { VERDICT_WORDS } from '../../shared/studies/verdict.ts';
import { figure } from '../format.ts';
import { metricLabel } from '../metric-table.ts';
import { tableOf } from '../terminal.ts';
import type { StudyFigure } from './study-figures.ts';

/** "0.652 ± 0.168", or the mean alone. */
export const withStd = (mean: number, std: number | null): string =>
  std === null ? figure(mean) : `${figure(mean)} ± ${figure(Number(std.toPrecision(2)))}`;

/** Every figure of a study beside its floor and the band to expect; `nameOf` gives a run's key in words. */
export function studyTable(figures: readonly StudyFigure[], nameOf: (key: string) => string): string {
  if (figures.length === 0) return 'No metrics were measured.';
  const rows = figures.map(({ run, metric, mean, std, n, floor, expected, verdict }, i) => [
    run === figures[i - 1]?.run ? '' : nameOf(run),
    metricLabel(metric),
    withStd(mean, std),
    floor === null ? '–' : figure(floor),
    String(n),
    expected === null ? '' : withStd(expected.mean, expected.std),
    verdict === null ? '' : VERDICT_WORDS[verdict],
  ]);
  const table = tableOf(
    [
      { head: 'run' },
      { head: 'metric' },
      { head: 'value', align: 'right' },
      { head: 'floor', align: 'right' },
      { head: 'n', align: 'right' },
      { head: 'expected', align: 'right' },
      { head: '' },
    ],
    rows,
  );
  const sources = [...new Set(figures.flatMap(({ expected }) => expected?.source ?? []))];
  const notes = sources.map((source) => `Expected: ${FIGURE_SOURCES[source]}.`);
  return [table, ...notes].join('\n');
}
