import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../testing/run-cli.ts';

let folder = '';
let library = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairs '));
  library = join(folder, 'library');
});
afterAll(() => rmSync(folder, { recursive: true }));

const cli = (...words: string[]) => runCli(['pairs', ...words], { library });
const json = async (...words: string[]) => JSON.parse((await cli(...words, '--json')).stdout);

test('optimal pairs are written, cheaper than independent ones, and no library is made', async () => {
  const out = join(folder, 'pairs.npy');
  const words = ['--source', '8-gaussians', '--data', 'moons', '--n', '128', '--seed', '3'];
  const ot = await json('--coupling', 'ot', ...words, '--out', out);
  const independent = await json('--coupling', 'independent', ...words);
  expect(ot).toMatchObject({ out, shape: [128, 4], dtype: 'float32', coupling: 'ot', swaps: 0 });
  expect(independent).toMatchObject({ out: null, shape: [128, 4] });
  expect(ot.cost).toBeLessThan(independent.cost);
  expect(ot.crossings).toBeLessThan(independent.crossings);
  expect(ot.skew.value).toBeGreaterThan(independent.skew.value);
  const bytes = readFileSync(out);
  expect(bytes.toString('latin1', 10, 128)).toContain("'shape': (128, 4)");
  expect(bytes.length).toBe(128 + 128 * 4 * 4);
  expect(existsSync(library)).toBe(false);
});

test('the condition is a fifth column where the coupling or the model has one', async () => {
  const words = ['--data', 'c2ot-moons', '--n', '64'];
  expect(await json('--coupling', 'class-ot', ...words)).toMatchObject({ shape: [64, 5], skew: { kind: 'accuracy' } });
  const c2ot = await json('--coupling', 'c2ot', '--model', 'radius', '--continuous', 'x1', ...words);
  expect(c2ot).toMatchObject({ shape: [64, 5], skew: { kind: 'r2', chance: 0 } });
  expect(c2ot.weight).toBeGreaterThan(0);
});

test.each([
  [['--coupling', 'oot'], /oot/],
  [['--n', '1'], /--n 1: must be a whole number from 2 to 20000/],
  [['--coupling', 'class-ot', '--data', 's-curve'], /s-curve has none/],
  [['--coupling', 'c2ot', '--model', 'unconditional'], /unconditional model has none/],
  [['--coupling', 'reflow'], /--teacher RUN/],
  [['--coupling', 'reflow', '--teacher', 'nobody'], /There is no run nobody/],
  [['--coupling', 'sinkhorn', '--n', '5000'], /at most 4096 points/],
  [['--coupling', 'ot', '--epsilon', '1'], /no place in the ot coupling/],
  [['--data', 'moon'], /did you mean moons/],
])('%j is refused in one sentence', async (words, reason) => {
  const out = join(folder, 'none.npy');
  const { code, stdout, stderr } = await cli(...words, '--out', out);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(reason);
  expect(existsSync(out)).toBe(false);
});
