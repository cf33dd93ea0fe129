import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import type { Metric, RunSummary } from '../model/records.ts';
import { compareRuns } from './comparison.ts';
import { comparisonJson } from './comparison-json.ts';
import { changeText, latexTable, markdownTable, metricTable, valueText, verdictWords } from './comparison-tables.ts';

const metric = (name: string, value: number, n = 1000, floor: number | null = null): Metric => ({
  name,
  step: 700,
  value,
  n,
  floor,
});

let made = 0;
function run(name: string, metrics: readonly Metric[], change: Partial<RunSummary['config']> = {}): RunSummary {
  const config = { ...ringConfig('onehot', 'gaussian', 1), ...change };
  made++;
  const nothing = {
    studyId: null,
    studyName: null,
    preset: null,
    reason: null,
    backend: null,
    sparkline: [],
    sweepId: null,
  } as const;
  const library = { best: [], tags: [], note: '', pinned: false, archivedAt: null };
  const times = { createdAt: made, startedAt: null, finishedAt: null, durationMs: 0 };
  return {
    ...nothing,
    ...times,
    ...library,
    id: `id-${made}`,
    name,
    slot: 1,
    config,
    status: 'finished',
    step: 700,
    metrics,
    parameterCount: 1,
  };
}
const seeds = (name: string, values: readonly number[], change: Partial<RunSummary['config']> = {}) =>
  values.map((value, index) =>
    run(`${name} ${index}`, [metric('w2', value, 1000, 0.01)], { ...change, seed: index + 1 }),
  );

function firstRow(picked: readonly RunSummary[], all: readonly RunSummary[] = picked, baseline = 0) {
  const row = compareRuns(picked, all, baseline).metrics[0];
  if (!row) throw new Error('no row');
  return row;
}
const verdict = (a: RunSummary, b: RunSummary, all = [a, b]) => firstRow([a, b], all).cells[1]?.verdict;
const wide = { batch: 64 };

describe('metric rows', () => {
  it('colours a smaller distance as better and a smaller accuracy as worse', () => {
    const a = run('a', [metric('w2', 0.2), metric('accuracy', 1)]);
    const b = run('b', [metric('accuracy', 0.5), metric('w2', 0.1)], wide);
    const [w2, accuracy] = compareRuns([a, b], [a, b], 0).metrics;
    expect(w2?.cells[1]?.verdict).toEqual({
      kind: 'change',
      difference: -0.1,
      percent: -50,
      better: true,
      p: null,
      spread: null,
    });
    expect(accuracy?.cells[1]?.verdict).toMatchObject({ percent: -50, better: false });
  });
  it('never compares values of different n', () => {
    expect(verdict(run('a', [metric('w2', 0.2)]), run('b', [metric('w2', 0.1, 500)], wide))).toEqual({
      kind: 'n-differs',
    });
  });
  it('never compares scores on different data, whatever the order of its parameters', () => {
    const a = run('a', [metric('w2', 0.2)]);
    const on = (params: Record<string, number>) =>
      verdict(a, run('b', [metric('w2', 0.1)], { ...wide, data: { name: 'ring', params } }))?.kind;
    expect(on({ modes: 8, radius: 3, std: 0.3 })).toBe('data-differs');
    expect(on({ std: 0.25, radius: 3, modes: 8 })).toBe('change');
  });
  it('holds no loss against that of another target, and no likelihood of a class against one of all', () => {
    const a = run('a', [metric('loss', 0.4, 50), metric('nll', 0.2), metric('w2', 0.2)]);
    const b = run('b', [metric('loss', 2.9, 50), metric('nll', 2.1), metric('w2', 0.4)], { model: 'unconditional' });
    const kinds = Object.fromEntries(
      compareRuns([a, b], [a, b], 0).metrics.map(({ name, cells }) => [name, cells[1]?.verdict.kind]),
    );
    expect(kinds).toEqual({ loss: 'target-differs', nll: 'target-differs', w2: 'change' });
    const loss = (left: Partial<RunSummary['config']>, right: Partial<RunSummary['config']>) =>
      verdict(run('a', [metric('loss', 0.4, 50)], left), run('b', [metric('loss', 0.3, 50)], { ...wide, ...right }))
        ?.kind;
    const path = (params: Record<string, number>) => ({ path: { kind: 'variance-exploding' as const, params } });
    expect(loss(path({ sigmaMin: 0.1, sigmaMax: 10 }), path({ sigmaMax: 10, sigmaMin: 0.1 }))).toBe('change');
    expect(loss(path({ sigmaMin: 0.1, sigmaMax: 10 }), path({ sigmaMax: 20, sigmaMin: 0.1 }))).toBe('target-differs');
    expect(loss({}, { guidance: { dropout: 0.1, weight: 1 } })).toBe('target-differs');
    const ot = (batch: number | null, reuse = 1) => ({
      coupling: { ...a.config.coupling, kind: 'ot' as const, batch, reuse },
    });
    expect(loss(ot(256), ot(1024))).toBe('target-differs');
    expect(loss(ot(256), ot(256, 128))).toBe('change');
    const wider = run('c', [metric('loss', 0.3, 50)], wide);
    expect(compareRuns([a, wider], [a, wider], 0).metrics[0]?.cells[1]?.verdict.kind).toBe('change');
  });
  it('keeps figures that only one run has', () => {
    const a = run('a', [metric('w2', 0.2)]);
    const b = run('b', [metric('radiusError', 0.1)], wide);
    const rows = compareRuns([a, b], [a, b], 0).metrics;
    expect(rows.map((row) => [row.name, row.cells.map((cell) => cell?.verdict.kind)])).toEqual([
      ['w2', ['baseline', undefined]],
      ['radiusError', [undefined, 'missing']],
    ]);
  });
  it('has no percentage of zero and no verdict where neither way is better', () => {
    expect(verdict(run('a', [metric('other', 0)]), run('b', [metric('other', 2)], wide))).toMatchObject({
      percent: null,
      difference: 2,
      better: null,
    });
  });
  it('takes the mean over the seeds of the same settings, and tests the difference', () => {
    const a = seeds('a', [0.05, 0.06, 0.07]);
    const b = seeds('b', [0.015, 0.02, 0.025], wide);
    const c = seeds('c', [0.05, 0.065, 0.06], { batch: 32 });
    const all = [...a, ...b, ...c];
    const row = firstRow([a[0], b[1], c[2]] as RunSummary[], all);
    expect(row.cells[0]).toMatchObject({ mean: expect.closeTo(0.06, 12), std: expect.closeTo(0.01, 12), seeds: 3 });
    expect(row.cells[1]?.verdict).toMatchObject({ kind: 'change', better: true });
    expect(row.cells[2]?.verdict.kind).toBe('within-noise');
    expect(row.cells.map((cell) => cell && verdictWords(cell, row, 0))).toEqual(['baseline', 'better', 'within noise']);
  });
  it('says why there is no test below three seeds', () => {
    const [a, b] = [seeds('a', [0.1, 0.2, 0.3]), seeds('b', [0.05], wide)];
    const row = firstRow([a[0], b[0]] as RunSummary[], [...a, ...b]);
    expect(row.cells[1] && verdictWords(row.cells[1], row, 0)).toBe('better; 1 seed, no test');
  });
  it('calls a change smaller than the spread noise, with a single seed beside several and where a test would see it', () => {
    const a = seeds('a', [0.1, 0.2, 0.3]);
    const one = seeds('b', [0.15], wide);
    const beside = firstRow([a[0], one[0]] as RunSummary[], [...a, ...one]);
    expect(beside.cells[1]?.verdict).toMatchObject({ kind: 'within-noise', p: null, spread: expect.closeTo(0.1, 12) });
    // Forty seeds each: means half a spread apart differ for sure, but a single training of the one may well beat the other.
    const many = (name: string, shift: number, config = {}) =>
      seeds(
        name,
        Array.from({ length: 40 }, (_, k) => shift + (k % 2 === 0 ? 0.1 : 0.3)),
        config,
      );
    const [left, right] = [many('c', 0), many('d', 0.06, wide)];
    const far = firstRow([left[0], right[0]] as RunSummary[], [...left, ...right]);
    const seen = far.cells[1]?.verdict;
    if (seen?.kind !== 'within-noise') throw new Error(`The verdict is ${seen?.kind}.`);
    expect(seen.p).toBeLessThan(0.05);
  });
  it('leaves out seeds that are not finished or were measured otherwise', () => {
    const [first, second, third] = seeds('a', [0.1, 0.2, 0.3]) as [RunSummary, RunSummary, RunSummary];
    const all = [first, { ...second, status: 'stopped' as const }, { ...third, metrics: [metric('w2', 9, 10)] }];
    expect(firstRow([first, run('b', [metric('w2', 1)], wide)], all).cells[0]).toMatchObject({ seeds: 1, mean: 0.1 });
  });
  it('lets two seeds of the same settings stand for themselves', () => {
    const [first, second] = seeds('a', [0.1, 0.2, 0.3]) as [RunSummary, RunSummary];
    expect(firstRow([first, second]).cells.map((cell) => cell?.mean)).toEqual([0.1, 0.2]);
  });
  it('takes another baseline', () => {
    const [a, b] = [run('a', [metric('w2', 0.2)]), run('b', [metric('w2', 0.1)], wide)];
    expect(firstRow([a, b], [a, b], 1).cells.map((cell) => cell && changeText(cell))).toEqual(['+100 %', '–']);
  });
});

describe('what is printed', () => {
  const [a, b] = [seeds('a_1', [0.05, 0.06, 0.07]), seeds('b', [0.015, 0.02, 0.025], wide)];
  const comparison = compareRuns([a[0], b[0]] as RunSummary[], [...a, ...b], 0);
  it('as JSON has one value a run, with the test', () => {
    const json = comparisonJson(comparison);
    expect(json.runs[1]).toMatchObject({ id: b[0]?.id, seeds: [1, 3, 2] });
    expect(json.differences).toEqual([{ key: 'batch', label: 'Batch', values: [128, 64] }]);
    expect(json.metrics[0]?.values[1]).toMatchObject({ verdict: 'better', withinNoise: false, seeds: 3, n: 1000 });
    expect(json.metrics[0]?.values[0]).toMatchObject({ verdict: 'baseline', delta: null, p: null });
  });
  it('as tables escapes what Markdown and LaTeX would read', () => {
    expect(markdownTable(metricTable(comparison))).toContain(
      '| W₂ to data | A a_1 0 | 0.060 ± 0.010 | 3 | 1000 | 0.010 | – | baseline |',
    );
    const latex = latexTable(metricTable(comparison));
    expect(latex).toContain('A a\\_1 0 & 0.060 $\\pm$ 0.010');
    expect(latex).toContain('$-$67 \\%');
    expect(markdownTable({ heads: ['a|b'], rows: [] })).toContain('a\\|b');
  });
  it('keeps digits of small values', () => {
    expect(valueText({ mean: 0.0001, std: null, seeds: 1, n: 1, floor: null, verdict: { kind: 'baseline' } })).toBe(
      '1.0e−4',
    );
  });
});
