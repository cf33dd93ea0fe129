/** A published table beside ours: mean ± std over seeds, floor, and how each cell stands. */
import type { RunSummary } from '../../shared/model/records.ts';
import { fingerprint } from '../../shared/studies/match.ts';
import { figureKey, type PublishedTable, type PublishedValue } from '../../shared/studies/published.ts';
import { ownBase, studyRuns } from '../../shared/studies/studies.ts';
import type { Study } from '../../shared/studies/study.ts';
import { meanStd, VERDICT_WORDS, type Verdict, verdictOf } from '../../shared/studies/verdict.ts';
import { figure } from '../format.ts';
import { tableOf } from '../terminal.ts';
import { withStd } from './study-table.ts';

/** One cell of `study c2ot --table --json`: others script against it. */
export type TableCell = {
  /** Key of the study's run: condition and coupling. */
  readonly run: string;
  readonly title: string;
  /** `w2Squared@euler-1` and the like. */
  readonly figure: string;
  readonly n: number;
  readonly seeds: readonly number[];
  /** In the order of the seeds; a seed that is not trained and measured yet is missing. */
  readonly values: readonly number[];
  readonly mean: number | null;
  readonly std: number | null;
  /** The same figure of two true draws of n. */
  readonly floor: number | null;
  readonly published: PublishedValue | null;
  /** Null: nothing measured, nothing published, or trained shorter than published. */
  readonly verdict: Verdict | null;
};

export type TableResult = {
  readonly study: string;
  readonly citation: string;
  readonly publishedSeeds: number;
  readonly n: number;
  readonly seeds: readonly number[];
  /** Steps of each training, and as published. */
  readonly steps: number;
  readonly publishedSteps: number;
  /** True when every cell has every seed. */
  readonly complete: boolean;
  readonly cells: readonly TableCell[];
};

type Order = {
  readonly study: Study;
  readonly table: PublishedTable;
  readonly seeds: readonly number[];
  readonly steps: number | null;
  readonly n: number;
};

export function tableResult(order: Order, library: readonly RunSummary[]): TableResult {
  const { study, table, seeds, n } = order;
  const setting = { base: ownBase(study), seed: seeds[0] ?? 1 };
  const publishedSteps = study.runs(setting)[0]?.config.steps ?? 0;
  const steps = Math.min(publishedSteps, order.steps ?? publishedSteps);
  const keys = study.runs(setting).map(({ key, title }) => ({ key, title }));
  const cells = table.figures.flatMap((column) =>
    keys.map(({ key, title }) =>
      cellOf(order, library, { key, title, figure: figureKey(column) }, steps === publishedSteps),
    ),
  );
  return {
    study: study.id,
    citation: table.citation,
    publishedSeeds: table.seeds,
    n,
    seeds,
    steps,
    publishedSteps,
    complete: cells.every((cell) => cell.seeds.length === seeds.length),
    cells,
  };
}

type Place = { readonly key: string; readonly title: string; readonly figure: string };

function cellOf(
  order: Order,
  library: readonly RunSummary[],
  { key, title, figure: name }: Place,
  whole: boolean,
): TableCell {
  const { study, table, seeds, n } = order;
  const measured = seeds.flatMap((seed) => {
    const planned = studyRuns(study, { base: ownBase(study), seed, maxSteps: order.steps }).find(
      (run) => run.key === key,
    );
    if (!planned) return [];
    const print = fingerprint(planned.config);
    const found = library
      .filter((run) => run.status === 'finished' && run.config.steps === planned.config.steps)
      .filter((run) => fingerprint(run.config) === print)
      .flatMap((run) => run.metrics.find((metric) => metric.name === name && metric.n === n) ?? [])
      .at(-1);
    return found ? [{ seed, metric: found }] : [];
  });
  const values = measured.map(({ metric }) => metric.value);
  const ours = values.length === 0 ? null : meanStd(values);
  const published = table.values[name]?.[key] ?? null;
  return {
    run: key,
    title,
    figure: name,
    n,
    seeds: measured.map(({ seed }) => seed),
    values,
    mean: ours?.mean ?? null,
    std: ours?.std ?? null,
    floor: measured[0]?.metric.floor ?? null,
    published,
    verdict: ours && published && whole ? verdictOf({ metric: name, ...published }, ours.mean) : null,
  };
}

/** The table as text: a block for each figure, a row for each run. */
export function tableText(result: TableResult, table: PublishedTable): string {
  const blocks = table.figures.map((column) => {
    const rows = result.cells
      .filter((cell) => cell.figure === figureKey(column))
      .map((cell) => [
        cell.run,
        cell.published === null ? '–' : withStd(cell.published.mean, cell.published.std),
        cell.mean === null ? '–' : withStd(cell.mean, cell.std),
        cell.floor === null ? '–' : figure(cell.floor),
        String(cell.seeds.length),
        cell.verdict === null ? '' : VERDICT_WORDS[cell.verdict],
      ]);
    const right = (head: string) => ({ head, align: 'right' }) as const;
    const heads = [{ head: 'run' }, right('published'), right('ours'), right('floor'), right('seeds'), { head: '' }];
    return `${column.title}\n${tableOf(heads, rows)}`;
  });
  return [...blocks, notes(result)].join('\n\n');
}

function notes({ citation, publishedSeeds, n, seeds, steps, publishedSteps, complete }: TableResult): string {
  return [
    `Published: ${citation}, ${publishedSeeds} seeds. Ours: seeds ${seeds.join(', ')}, n = ${n}, ${steps} steps.`,
    ...(steps === publishedSteps
      ? []
      : [`Trained for ${steps} of ${publishedSteps} steps: a quick look, which is not held against the table.`]),
    ...(complete ? [] : ['Not complete: the same command goes on with what is missing.']),
  ].join('\n');
}
