/** Exports read back by readers that are not ours, and held against what the library holds. */
import MarkdownIt from 'markdown-it';
import Papa from 'papaparse';
import { expect, onTestFinished, test } from 'vitest';
import type { StudioParts } from '../handlers/handler.ts';
import { parseNpy } from '../import/npy.ts';
import { SamplingEngine } from '../sampling.ts';
import { networkOf } from '../stored-network.ts';
import { storeRun, testContext } from '../testing/transfer-fixture.ts';
import { exportRuns } from './export-runs.ts';
import { unzipChecked } from './zip.ts';

/** Names that mean something to one of the formats. */
const NAMES = [
  'plain',
  'a|b \\| c\\',
  '*b* _i_ `c` ~~s~~ [l](javascript:1) <img src=x onerror=1> &lt;',
  'x_1 & 50% $y$ {z} #3 ~ ^ –',
  '=1+1, "quoted"\nand two lines',
];

async function parts(): Promise<StudioParts> {
  const context = await testContext();
  const sampling = new SamplingEngine(context);
  onTestFinished(() => sampling.close());
  for (const name of NAMES) storeRun(context, { name });
  return { context, sampling } as unknown as StudioParts;
}

const idsOf = ({ context }: StudioParts) => context.store.runs.list().map(({ id }) => id);

async function words(of: StudioParts, format: 'csv' | 'json' | 'markdown' | 'latex'): Promise<string> {
  return new TextDecoder().decode((await exportRuns(of, idsOf(of), format)).bytes);
}

/** What both tables must say, from the JSON: the latest of each figure, four digits, a dash for what is no number. */
async function expectedCells(of: StudioParts): Promise<string[][]> {
  type Figure = { name: string; value: number | null; floor: number | null; n: number };
  type Run = { name: string; config: { seed: number }; metrics: Figure[] };
  const { runs } = JSON.parse(await words(of, 'json')) as { runs: Run[] };
  const short = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(4))));
  return runs.flatMap(({ name, config, metrics }) =>
    [...new Map(metrics.map((metric) => [metric.name, metric])).values()].map((metric) =>
      [name, String(config.seed), metric.name, short(metric.value), short(metric.floor), String(metric.n)].map((text) =>
        text.replaceAll('\n', ' '),
      ),
    ),
  );
}

test('NPZ: every array of every run is the sampled one, in the shape it says', async () => {
  const of = await parts();
  const ids = idsOf(of).slice(0, 2);
  for (const chosen of [ids.slice(0, 1), ids]) {
    const files = unzipChecked('x.npz', (await exportRuns(of, chosen, 'npz')).bytes, () => true);
    expect(files.size).toBe(4 * chosen.length);
    for (const id of chosen) {
      const { name, config } = of.context.store.runs.read(id)?.summary ?? { name: '', config: null };
      const { samples: n, solver, steps } = config?.sampling ?? { samples: 0, solver: 'euler', steps: 0 };
      const frames = Math.min(steps + 1, 101);
      const request = { n, steps, solver, seed: 7, condition: { kind: 'any' }, frames } as const;
      const sampled = await of.sampling.sample(networkOf(of.context, id, null), request);
      if (!sampled.ok) throw new Error(sampled.error.message);
      const truth = sampled.value;
      const { frameCount, particleCount } = truth;
      const folder = chosen.length === 1 ? '' : `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}-${id}/`;
      const read = (part: string) => {
        const bytes = files.get(`${folder}${part}.npy`);
        if (!bytes) throw new Error(`${folder}${part}.npy is not in ${[...files.keys()].join(', ')}.`);
        return parseNpy(Buffer.from(bytes), part);
      };
      expect(read('frames')).toEqual({ shape: [frameCount, particleCount, 2], values: truth.frames });
      expect(read('times')).toEqual({ shape: [frameCount], values: truth.times });
      expect(read('conditions')).toEqual({ shape: [particleCount], values: truth.conditions });
      expect(read('x0')).toEqual({ shape: [particleCount, 2], values: truth.frames.slice(0, 2 * particleCount) });
    }
  }
});

test('CSV: another reader finds the same names and figures, whatever the names hold', async () => {
  const of = await parts();
  const { data, errors } = Papa.parse<Record<string, string>>((await words(of, 'csv')).trimEnd(), { header: true });
  expect(errors).toEqual([]);
  expect([...new Set(data.map(({ run }) => run))]).toEqual(NAMES);
  for (const id of idsOf(of)) {
    const rows = data.filter((row) => row.id === id && row.name !== 'stepLoss');
    const read = rows.map(({ step, name, value, n, floor }) => ({
      ...{ step: Number(step), name, value: Number(value), n: Number(n), floor: floor === '' ? null : Number(floor) },
    }));
    expect(read).toEqual(of.context.store.metrics.all(id));
  }
});

test('Markdown: as a page shows it, each cell is the text of the JSON and nothing else', async () => {
  const of = await parts();
  const tokens = new MarkdownIt({ html: true }).parse(await words(of, 'markdown'), {});
  const inTable = tokens.filter(({ type }) => !/^(table|thead|tbody|tr|th|td)_(open|close)$/.test(type));
  expect(inTable.every(({ type }) => type === 'inline')).toBe(true);
  const cells = inTable.map(({ children }) => {
    // Marks of a person's text are text: no emphasis, link, code or HTML.
    expect((children ?? []).filter(({ type }) => type !== 'text' && type !== 'text_special')).toEqual([]);
    return (children ?? []).map(({ content }) => content).join('');
  });
  const columns = 6;
  const rows = Array.from({ length: cells.length / columns }, (_, row) =>
    cells.slice(columns * row, columns * (row + 1)),
  );
  expect(rows[0]).toEqual(['run', 'seed', 'metric', 'value', 'floor', 'n']);
  expect(rows.slice(1)).toEqual(await expectedCells(of));
});

/** As TeX would typeset it; a mark left unescaped is an error. */
function typeset(cell: string): string {
  const marks: Readonly<Record<string, string>> = {
    '\\textbackslash{}': '\\',
    '\\textbar{}': '|',
    "''": '"',
    '\\textasciitilde{}': '~',
    '\\textasciicircum{}': '^',
    '$<$': '<',
    '$>$': '>',
    '--': '–',
  };
  return cell.replaceAll(/\\text[a-z]+\{\}|\$[<>]\$|--|''|\\[#$%&_{}]|[\\#$%&_{}~^<>|"]/g, (found) => {
    const mark = marks[found] ?? (found.length === 2 ? found.slice(1) : undefined);
    if (mark === undefined) throw new Error(`${cell}: TeX would take ${found} as its own.`);
    return mark;
  });
}

test('LaTeX: each typeset cell is the text of the JSON', async () => {
  const of = await parts();
  const lines = (await words(of, 'latex')).split('\n');
  const rows = lines.filter((line) => line.endsWith(' \\\\')).map((line) => line.trim().slice(0, -3).split(' & '));
  expect(rows.every(({ length }) => length === 6)).toBe(true);
  expect(rows.slice(1).map((cells) => cells.map(typeset))).toEqual(await expectedCells(of));
});
