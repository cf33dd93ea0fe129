import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './testing/run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compare '));
  const small = [
    '--steps',
    '4',
    '--width',
    '8',
    '--depth',
    '1',
    '--batch',
    '8',
    '--samples',
    '20',
    '--solver-steps',
    '2',
  ];
  for (const [name, batch] of [
    ['left', '8'],
    ['right', '16'],
  ] as const) {
    const words = ['train', '--model', 'unconditional', '--name', name, ...small, '--batch', batch];
    expect((await cli(...words)).code).toBe(0);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));
const cli = (...words: string[]) => runCli(words, { library: join(folder, 'library') });

test('two runs are compared as JSON with the promised fields', async () => {
  const { code, stdout } = await cli('compare', 'left', 'right', '--json');
  expect(code).toBe(0);
  const json = JSON.parse(stdout);
  expect(Object.keys(json)).toEqual(['baseline', 'runs', 'settings', 'differences', 'metrics']);
  expect(json.differences).toEqual([{ key: 'batch', label: 'Batch', values: [8, 16] }]);
  expect(json.baseline).toBe(json.runs[0].id);
  const [base, other] = json.metrics[0].values;
  expect(base).toMatchObject({ verdict: 'baseline', delta: null, seeds: 1, std: null });
  expect(other.delta).toBeCloseTo(other.mean - base.mean, 12);
  expect(other).toMatchObject({ withinNoise: null, p: null });
}, 60_000);

test('another baseline, and tables for papers', async () => {
  const { stdout } = await cli('compare', 'left', 'right', '--baseline', 'right', '--json');
  expect(JSON.parse(stdout).metrics[0].values[1].verdict).toBe('baseline');
  expect((await cli('compare', 'left', 'right', '--markdown')).stdout).toMatch(/\| Batch \| 8 \| 16 \|/);
  expect((await cli('compare', 'left', 'right', '--latex')).stdout).toMatch(/Batch & 8 & 16 \\\\/);
}, 60_000);

test.each([
  [['compare', 'left'], /2 to 6 runs/],
  [['compare', 'left', 'left'], /given twice/],
  [['compare', 'left', 'rihgt'], /Did you mean right/],
  [['compare', 'left', 'right', '--json', '--latex'], /exclude each other/],
  [['compare', 'left', 'right', '--baseline', 'nobody'], /no run nobody/],
] as const)(
  '%j is refused in one sentence',
  async (words, reason) => {
    const { code, stdout, stderr } = await cli(...words);
    expect([code, stdout]).toEqual([code === 1 ? 1 : 2, '']);
    expect(stderr).toMatch(reason);
  },
  60_000,
);
