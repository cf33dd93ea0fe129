import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npyParts } from '../studio/export/npy.ts';
import { parseNpy } from '../studio/import/npy.ts';
import { runCli } from './testing/run-cli.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const cli = (...words: string[]) => runCli(words, { library: file('library') });
const json = async (...words: string[]) => JSON.parse((await cli(...words, '--json')).stdout);
const array = (name: string) => parseNpy(readFileSync(file(name)), name);
const write = (name: string, shape: number[], values: number[]) =>
  writeFileSync(file(name), Buffer.concat(npyParts(shape, Float32Array.from(values))));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'solvers '));
  const small = ['--width', '16', '--depth', '2', '--batch', '32', '--samples', '40', '--solver-steps', '5'];
  const { code } = await cli('train', '--model', 'onehot', '--steps', '20', '--name', 'tiny', ...small);
  expect(code).toBe(0);
  write('points.npy', [3, 2], [0, 0, 1, -1, 3, 0]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('dopri5 tells its evaluations and steps; from its end points it finds the way back', async () => {
  const tight = ['--solver', 'dopri5', '--rtol', '1e-6', '--atol', '1e-6', '--condition', '2', '--steps', '4'];
  const there = await json('sample', 'tiny', ...tight, '--n', '6', '--out', file('there.npy'));
  expect(there).toMatchObject({ shape: [5, 6, 2], solver: 'dopri5', direction: 'forward', dtype: 'float32' });
  expect(there.nfe).toBe(2 + 6 * (there.accepted + there.rejected));
  expect(there.evaluations).toBe(there.nfe);
  const { values } = array('there.npy');
  write('ends.npy', [6, 2], [...values.slice(-12)]);
  const back = await json(
    'sample',
    'tiny',
    ...tight,
    '--reverse',
    '--from',
    file('ends.npy'),
    '--out',
    file('back.npy'),
  );
  expect(back).toMatchObject({ shape: [5, 6, 2], direction: 'backward' });
  array('back.npy')
    .values.slice(-12)
    .forEach((value, k) => {
      expect(value).toBeCloseTo(values[k] as number, 3);
    });
});

test('likelihoods are written in nats, with the spread of Hutchinson', async () => {
  const words = ['likelihood', 'tiny', '--points', file('points.npy'), '--condition', '3'];
  const exact = await json(...words, '--out', file('exact.npy'));
  expect(exact).toMatchObject({ out: file('exact.npy'), n: 3, method: 'exact', outside: 0 });
  expect(exact.nll).toBe(-exact.mean);
  expect(exact).not.toHaveProperty('spread');
  expect(array('exact.npy').shape).toEqual([3]);
  const guess = await json(...words, '--method', 'hutchinson', '--probes', '64', '--out', file('guess.npy'));
  expect(guess.spread).toBeGreaterThan(0);
  expect(Math.abs(guess.mean - exact.mean)).toBeLessThan(5 * guess.spread);
});

test('the field is written as x, y, vx, vy: rows y ascending, columns x ascending', async () => {
  const words = ['field', 'tiny', '--t', '0.5', '--grid', '20', '--extent', '5', '--condition', '1'];
  expect(await json(...words, '--out', file('field.npy'))).toMatchObject({ shape: [20, 20, 4], t: 0.5 });
  const { shape, values } = array('field.npy');
  expect(shape).toEqual([20, 20, 4]);
  const at = (row: number, column: number) => values.slice(4 * (20 * row + column), 4 * (20 * row + column) + 2);
  expect([...at(0, 19)]).toEqual([5, -5]);
  expect([...at(19, 0)]).toEqual([-5, 5]);
});

test('the solver lab prints error against evaluations of every solver', async () => {
  const lab = await json('lab', 'tiny', '--n', '20', '--condition', '1');
  expect(lab).toMatchObject({ run: 'tiny', n: 20, condition: { kind: 'class', label: 1 } });
  expect(lab.reference).toMatchObject({ solver: 'dopri5', checkSteps: 256 });
  expect(lab.points).toHaveLength(29);
  const [first] = lab.points;
  expect(first).toMatchObject({ solver: 'euler', steps: 4, tolerance: null, nfe: 4, accepted: 4, rejected: 0 });
  expect(first.stepTimes).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(first.error).toBeGreaterThan(lab.points[5].error);
  expect(lab.skipped.at(-1)).toMatchObject({ solver: 'euler-maruyama' });
  const { stdout } = await cli('lab', 'tiny', '--n', '5');
  expect(stdout).toMatch(/Reference: dopri5 at 1e-\d.*5 particles/);
});

test('help says every solver in a line', async () => {
  const { stdout } = await cli('sample', '--help');
  for (const word of ['dopri5 ', 'euler-maruyama ', '--rtol', '--reverse', '--from']) expect(stdout).toContain(word);
});

test('wrong input is told in one sentence with code 2, and no file is written', async () => {
  write('nan.npy', [2, 2], [0, 0, Number.NaN, 1]);
  write('column.npy', [3], [1, 2, 3]);
  const out = file('none.npy');
  const refused = async (words: string[], reason: RegExp) => {
    const { code, stdout, stderr } = await cli(...words, '--out', out);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(reason);
    expect(existsSync(out)).toBe(false);
  };
  const points = ['--points', file('points.npy')];
  await refused(['likelihood', 'tiny', '--points', file('nan.npy')], /nan\.npy: row 1, column 0 is not a number/);
  await refused(['likelihood', 'tiny', '--points', file('column.npy')], /its shape is \(3,\)/);
  await refused(['likelihood', 'tiny', '--points', file('absent.npy')], /there is no such file/);
  await refused(['likelihood', 'tiny', ...points, '--method', 'exakt'], /did you mean exact\?/);
  await refused(['likelihood', 'tiny', ...points, '--probes', '4'], /belongs to --method hutchinson/);
  await refused(['likelihood', 'tiny', ...points, '--condition', '8'], /knows the classes 0 to 7/);
  await refused(['likelihood', 'tiny'], /--points or --grid: one of them must say/);
  await refused(['likelihood', 'tiny', ...points, '--grid', '9'], /give one of them/);
  await refused(['likelihood', 'tiny', ...points, '--extent', '9'], /--extent 9: belongs to --grid/);
  await refused(['field', 'tiny', '--t', '1.5'], /--t 1\.5: must be a number from 0 to 1/);
  await refused(['sample', 'tiny', '--reverse'], /needs points to start from/);
  await refused(['sample', 'tiny', '--rtol', '1e-3'], /belongs to --solver dopri5; the solver here is euler/);
  await refused(['sample', 'tiny', '--solver', 'dopri5', '--rtol', '0'], /--rtol 0: must be/);
  expect(await cli('lab', 'tiny', '--n', '6000')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--n 6000: .* 1 to 5000/),
  });
  await refused(['sample', 'tiny', '--n', '4', '--from', file('points.npy')], /holds 3 points; leave --n out/);
}, 60_000);
