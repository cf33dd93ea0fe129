/** A comparison as tables of text, for Markdown, LaTeX, the terminal and the clipboard. */
import { latexCell, markdownCell } from '../table-cells.ts';
import type { Comparison } from './comparison.ts';
import { letterOf } from './comparison.ts';
import type { ConfigRow } from './config-rows.ts';
import { type MetricCell, type MetricRow, noTestWords } from './metric-rows.ts';
import { settingText } from './setting-words.ts';

export type TextTable = { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** "A class-fm": a run with the letter it has in every table. */
export function runHeads({ runs }: Comparison): readonly string[] {
  return runs.map((run, index) => `${letterOf(index)} ${run.name}`);
}

export function differenceTable(comparison: Comparison, rows: readonly ConfigRow[]): TextTable {
  return {
    heads: ['Setting', ...runHeads(comparison)],
    rows: rows.map((row) => [row.label, ...row.values.map((value) => settingText(row.key, value))]),
  };
}

/** One line a metric and run: value, seeds, n, floor, change to the baseline and what it is worth. */
export function metricTable({ metrics, runs, baseline }: Comparison): TextTable {
  const heads = ['Metric', 'Run', 'Mean ± std', 'Seeds', 'n', 'Floor', `Δ to ${letterOf(baseline)}`, 'Verdict'];
  const rows = metrics.flatMap((metric) =>
    metric.cells.flatMap((cell, index) => {
      const run = runs[index];
      if (!cell || !run) return [];
      const { n, floor, seeds } = cell;
      return [
        [
          metric.label,
          `${letterOf(index)} ${run.name}`,
          valueText(cell),
          String(seeds),
          String(n),
          floor === null ? '–' : threeDecimals(floor),
          changeText(cell),
          verdictWords(cell, metric, baseline),
        ],
      ];
    }),
  );
  return { heads, rows };
}

export function valueText({ mean, std }: MetricCell): string {
  return std === null ? threeDecimals(mean) : `${threeDecimals(mean)} ± ${threeDecimals(std)}`;
}

/** "−69 %", or the difference itself where the baseline is zero. */
export function changeText({ verdict }: MetricCell): string {
  if (verdict.kind !== 'change' && verdict.kind !== 'within-noise') return verdict.kind === 'equal' ? '0 %' : '–';
  const { percent, difference } = verdict;
  const size = percent === null ? threeDecimals(Math.abs(difference)) : `${percentDigits(Math.abs(percent))} %`;
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** "better", "within noise", "worse; 1 seed, no test". */
export function verdictWords(cell: MetricCell, { cells }: MetricRow, baseline: number): string {
  const { verdict } = cell;
  switch (verdict.kind) {
    case 'baseline':
      return 'baseline';
    case 'missing':
      return 'baseline has none';
    case 'n-differs':
      return 'n differs';
    case 'data-differs':
      return 'data differs';
    case 'target-differs':
      return 'target differs';
    case 'equal':
      return 'no change';
    case 'within-noise':
      return 'within noise';
    case 'change': {
      const word = verdict.better === null ? 'changed' : verdict.better ? 'better' : 'worse';
      const base = cells[baseline];
      const untested = base ? noTestWords(cell, base) : null;
      return untested === null ? word : `${word}; ${untested}`;
    }
  }
}

/** Whole per cents from ten on; more digits would claim more than a few seeds can tell. */
function percentDigits(size: number): string {
  if (size < 0.05) return '<0.1';
  return size >= 1000 ? '>999' : size >= 9.95 ? size.toFixed(0) : size.toFixed(1);
}

/** Three decimals, and significant ones where those would all be zero. */
function threeDecimals(value: number): string {
  const small = value !== 0 && Math.abs(value) < 0.0005;
  return (small ? value.toExponential(1) : value.toFixed(3)).replaceAll('-', '−');
}

export function markdownTable({ heads, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A booktabs table. */
export function latexTable({ heads, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `  ${cells.map(latexCell).join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{${'l'.repeat(heads.length)}}`,
    '  \\toprule',
    line(heads),
    '  \\midrule',
    ...rows.map(line),
    '  \\bottomrule',
    '\\end{tabular}',
  ].join('\n');
}

/** Tab-separated, for spreadsheets. */
export function tabTable({ heads, rows }: TextTable): string {
  return [heads, ...rows].map((cells) => cells.map((text) => text.replaceAll('\t', ' ')).join('\t')).join('\n');
}
