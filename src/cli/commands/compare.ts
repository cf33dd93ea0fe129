import type { Command } from 'commander';
import { compareRuns, letterOf, MOST_COMPARED } from '../../shared/comparison/comparison.ts';
import { comparisonJson } from '../../shared/comparison/comparison-json.ts';
import {
  differenceTable,
  latexTable,
  markdownTable,
  metricTable,
  type TextTable,
} from '../../shared/comparison/comparison-tables.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { UserError } from '../../shared/result.ts';
import type { GlobalOptions } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type CompareOptions = GlobalOptions & {
  readonly baseline?: string;
  readonly markdown?: boolean;
  readonly latex?: boolean;
};

const HELP = `
Runs of the same settings with other seeds, finished, are found in the library: the figures are means over them. A
change is "within noise" when it is smaller than the seeds' spread (the larger of the two standard deviations), or when
Welch's test over the seeds has p >= 0.05; with fewer than three seeds on a side there is no test, and it says so.
Figures of different n, or scored on different data, are never compared.

--json prints
  { baseline, runs: [{ id, name, status, step, seeds, seedRuns }], settings,
    differences: [{ key, label, values }],
    metrics: [{ name, label, better: "lower"|"higher"|"neither",
                values: [{ mean, std, seeds, n, floor, delta, deltaPercent, withinNoise, p, verdict } | null] }] }
  with values in the order of runs. std is null with one seed, withinNoise with one seed on both sides, p without
  a test; verdict is baseline, better, worse, changed, within-noise, equal, n-differs, data-differs,
  target-differs or missing.`;

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('what differs between runs: settings, and figures over seeds against a baseline')
    .argument('<runs...>', `2 to ${MOST_COMPARED} runs: id, beginning of an id, or name`)
    .option('--baseline <run>', 'the run to hold the others against (default: the first)')
    .option('--markdown', 'print Markdown tables')
    .option('--latex', 'print LaTeX tables (booktabs)')
    .addHelpText('after', HELP)
    .action(async (texts: readonly string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<CompareOptions>();
      checkForm(options);
      const all = await withStudio(options, (studio) => ask(studio, 'runs.list', {}));
      const picked = pick(all, texts);
      const comparison = compareRuns(picked, all, baselineOf(picked, all, options.baseline));
      if (options.json) return printJson(comparisonJson(comparison));
      const different = comparison.config.filter((row) => !row.same);
      const tables = [differenceTable(comparison, different), metricTable(comparison)];
      if (options.markdown) return print(tables.map(markdownTable).join('\n\n'));
      if (options.latex) return print(tables.map(latexTable).join('\n\n'));
      print(`${different.length} of ${comparison.config.length} settings differ.`);
      if (different.length > 0) print(plainTable(tables[0] as TextTable));
      print('');
      print(comparison.metrics.length === 0 ? 'No metrics were measured.' : plainTable(tables[1] as TextTable));
    });
}

function checkForm({ json, markdown, latex }: CompareOptions): void {
  const given = [json && '--json', markdown && '--markdown', latex && '--latex'].filter(Boolean);
  if (given.length > 1)
    throw new UserError('bad-input', `${given.join(' and ')} exclude each other: give one of them.`);
}

function pick(all: readonly RunSummary[], texts: readonly string[]): readonly RunSummary[] {
  if (texts.length < 2 || texts.length > MOST_COMPARED) {
    throw new UserError('bad-input', `${texts.length} given: compare takes 2 to ${MOST_COMPARED} runs.`);
  }
  const picked = texts.map((text) => findRun(all, text));
  const twice = picked.find((run, index) => picked.indexOf(run) !== index);
  if (twice)
    throw new UserError('bad-input', `${twice.name} (${twice.id}) is given twice: compare takes different runs.`);
  return picked;
}

function baselineOf(picked: readonly RunSummary[], all: readonly RunSummary[], text: string | undefined): number {
  if (text === undefined) return 0;
  const run = findRun(all, text);
  const index = picked.indexOf(run);
  if (index !== -1) return index;
  const names = picked.map((each, place) => `${letterOf(place)} ${each.name}`).join(', ');
  throw new UserError('bad-input', `--baseline ${text}: must be one of the compared runs (${names}).`);
}

/** Numbers stand at the right, words at the left. */
function plainTable({ heads, rows }: TextTable): string {
  const numeric = new Set(['Mean ± std', 'Seeds', 'n', 'Floor']);
  const columns = heads.map((head) => ({
    head,
    align: numeric.has(head) || head.startsWith('Δ') ? ('right' as const) : ('left' as const),
  }));
  return tableOf(columns, rows);
}
