/** Figures of runs as text: everything as CSV or JSON, the latest of each with its floor as Markdown or LaTeX. */
import type { Metric, RunSummary } from '../../shared/model/records.ts';
import { latexCell, markdownCell } from '../../shared/table-cells.ts';
import type { StudioContext } from '../studio-context.ts';

export type TableFormat = 'csv' | 'json' | 'markdown' | 'latex';

export function tableOf(context: StudioContext, runs: readonly RunSummary[], format: TableFormat): string {
  switch (format) {
    case 'csv':
      return csv(context, runs);
    case 'json':
      return json(context, runs);
    case 'markdown':
      return markdown(runs);
    case 'latex':
      return latex(runs);
  }
}

/** Nine digits tell every float32 apart. */
const exact = (value: number) => String(Number(value.toPrecision(9)));

function csv({ store }: StudioContext, runs: readonly RunSummary[]): string {
  const lines = [['run', 'id', 'step', 'name', 'value', 'n', 'floor']];
  for (const { id, name } of runs) {
    const { values } = store.losses.read(id, 0);
    values.forEach((loss, step) => {
      if (!Number.isNaN(loss)) lines.push([name, id, String(step), 'stepLoss', exact(loss), '', '']);
    });
    for (const metric of store.metrics.all(id)) {
      const floor = metric.floor === null ? '' : String(metric.floor);
      lines.push([name, id, String(metric.step), metric.name, String(metric.value), String(metric.n), floor]);
    }
  }
  return `${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `losses[k]` is the loss of step k; null where none was recorded, as for any figure that is not a number. */
function json({ store }: StudioContext, runs: readonly RunSummary[]): string {
  const list = runs.map((run) => ({
    id: run.id,
    name: run.name,
    study: run.studyName,
    status: run.status,
    step: run.step,
    tags: run.tags,
    note: run.note,
    createdAt: run.createdAt,
    durationMs: run.durationMs,
    backend: run.backend,
    parameterCount: run.parameterCount,
    config: run.config,
    metrics: store.metrics.all(run.id),
    losses: Array.from(store.losses.read(run.id, 0).values, (loss) =>
      Number.isNaN(loss) ? null : Number(exact(loss)),
    ),
  }));
  return `${JSON.stringify({ runs: list }, null, 1)}\n`;
}

const HEAD = ['run', 'seed', 'metric', 'value', 'floor', 'n'] as const;

function rowsOf(runs: readonly RunSummary[]): string[][] {
  return runs.flatMap((run) =>
    run.metrics.map((metric) => [run.name, String(run.config.seed), metric.name, ...figures(metric)]),
  );
}

function figures({ value, floor, n }: Metric): string[] {
  return [short(value), floor === null ? '–' : short(floor), String(n)];
}

/** Four significant digits. */
function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '–';
}

function markdown(runs: readonly RunSummary[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return `${[line(HEAD), '|---|---:|---|---:|---:|---:|', ...rowsOf(runs).map(line)].join('\n')}\n`;
}

function latex(runs: readonly RunSummary[]): string {
  const line = (cells: readonly string[]) => `  ${cells.map(latexCell).join(' & ')} \\\\`;
  return [
    '% Needs \\usepackage{booktabs}. Floor: the same figure between two true draws of the same n.',
    '\\begin{tabular}{lrlrrr}',
    '  \\toprule',
    line(HEAD),
    '  \\midrule',
    ...rowsOf(runs).map(line),
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}
