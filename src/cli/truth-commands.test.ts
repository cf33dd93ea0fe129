import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseNpy } from '../studio/import/npy.ts';
import { runCli } from './testing/run-cli.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const cli = (...words: string[]) => runCli(words, { library: file('library') });
/** What a command says under --json, and the array that it wrote. */
async function wrote(...words: string[]) {
  const { stdout, stderr } = await cli(...words, '--out', file('x.npy'), '--json');
  if (stdout === '') throw new Error(stderr);
  return { told: JSON.parse(stdout), ...parseNpy(readFileSync(file('x.npy')), 'x.npy') };
}
/** Vectors of a field's array, without their places. */
const vectors = (values: ArrayLike<number>) => Array.from(values).filter((_, k) => k % 4 > 1);

// One class model that learned to do without its class, well enough to be held against the exact flow.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truth '));
  const small = ['--width', '64', '--depth', '3', '--samples', '40', '--solver-steps', '5'];
  const guided = ['--model', 'onehot', '--guidance', '0.2', '--steps', '600', '--batch', '256', '--lr', '3e-3'];
  expect((await cli('train', ...guided, ...small, '--name', 'guided')).code).toBe(0);
  const moons = ['--model', 'unconditional', '--data', 'moons', '--steps', '5', '--batch', '32'];
  expect((await cli('train', ...moons, ...small, '--name', 'moons')).code).toBe(0);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

const AT_HALF = ['--t', '0.5', '--grid', '13', '--extent', '2.4'];

test('a class model without a class gives the marginal field, near that of the exact flow and its own v∅', async () => {
  const marginal = await wrote('field', 'guided', ...AT_HALF, '--error');
  expect(marginal.told).toMatchObject({ quantity: 'error', condition: 'marginal', guidance: 1, shape: [13, 13, 4] });
  // The classes' own velocities differ by up to 6 here; a grid of classes in turn is off by 3.
  expect(marginal.told.mean).toBeLessThan(0.6);
  const norms = vectors(marginal.values).flatMap((x, k, all) => (k % 2 === 0 ? [Math.hypot(x, all[k + 1] ?? 0)] : []));
  expect(marginal.told.largest).toBeCloseTo(Math.max(...norms), 5);
  expect(marginal.told.mean).toBeCloseTo(norms.reduce((sum, norm) => sum + norm, 0) / norms.length, 5);
  const mixed = vectors((await wrote('field', 'guided', ...AT_HALF)).values);
  const untold = vectors((await wrote('field', 'guided', ...AT_HALF, '--condition', '0', '--guidance', '0')).values);
  const apart = mixed.map((value, k) => Math.abs(value - (untold[k] ?? Number.NaN)));
  expect(apart.reduce((sum, each) => sum + each, 0) / apart.length).toBeLessThan(0.6);
}, 120_000);

test('learned = exact + error, and the exact field of one class is the formula of one Gaussian', async () => {
  const asked = ['field', 'guided', ...AT_HALF, '--condition', '2'];
  const learned = await wrote(...asked);
  const exact = await wrote(...asked, '--exact');
  const error = await wrote(...asked, '--error');
  expect(learned.told).toMatchObject({ quantity: 'velocity', condition: 2 });
  expect(exact.told).toMatchObject({ quantity: 'exact', condition: 2 });
  expect(exact.told).not.toHaveProperty('mean');
  // Half of this grid is where class 2 never comes, so only the mean by density is small.
  expect(error.told.weighted).toBeLessThan(0.4);
  expect(error.told.largest).toBeGreaterThan(error.told.weighted);
  vectors(learned.values).forEach((value, k) => {
    expect(vectors(exact.values)[k] ?? 0).toBeCloseTo(value - (vectors(error.values)[k] ?? 9), 4);
  });
  // Linear path at t = ½ to N((0, 3), ¼²): u = μ + (½·¼² − ½)/(¼ + ¼·¼²)·(x − ½μ).
  const gain = (0.5 / 16 - 0.5) / (0.25 + 0.25 / 16);
  for (let k = 0; k < exact.values.length; k += 4) {
    const [x, y, u, v] = exact.values.slice(k, k + 4) as unknown as [number, number, number, number];
    expect(u).toBeCloseTo(gain * x, 4);
    expect(v).toBeCloseTo(3 + gain * (y - 1.5), 4);
  }
}, 120_000);

test('the exact flow starts from the same noise and carries it to the modes', async () => {
  const asked = ['sample', 'guided', '--n', '16', '--steps', '20', '--seed', '5'];
  const learned = await wrote(...asked, '--solver', 'heun');
  const exact = await wrote(...asked, '--exact');
  expect(learned.told).toMatchObject({ exact: false, solver: 'heun', nfe: 40, evaluations: 40 });
  expect(exact.told).toMatchObject({ exact: true, solver: 'rk4', shape: [21, 16, 2], rejected: 0 });
  expect(exact.told.nfe).toBe(4 * exact.told.accepted);
  const start = Array.from(exact.values.slice(0, 32));
  expect(start).toEqual(Array.from(learned.values.slice(0, 32)));
  // To one Gaussian the exact flow is x1 = μ + τ·x0; the classes come in turn.
  const ends = Array.from(exact.values.slice(-32));
  start.forEach((from, k) => {
    const angle = (2 * Math.PI * (Math.floor(k / 2) % 8)) / 8;
    const mean = 3 * (k % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    expect(ends[k]).toBeCloseTo(mean + from / 4, 3);
  });
}, 60_000);

test('guidance is v∅ + w (v_c − v∅) in a field, and weighs in likelihoods and the lab', async () => {
  const of = async (w: string) =>
    vectors((await wrote('field', 'guided', ...AT_HALF, '--condition', '3', '--guidance', w)).values);
  const [none, plain, double] = [await of('0'), await of('1'), await of('2')];
  double.forEach((value, k) => {
    expect(value).toBeCloseTo(2 * (plain[k] ?? 0) - (none[k] ?? 0), 3);
  });
  const density = ['likelihood', 'guided', '--grid', '5', '--extent', '3', '--condition', '3', '--steps', '10'];
  const [own, far] = [await wrote(...density), await wrote(...density, '--guidance', '2')];
  expect([own.told.guidance, far.told.guidance]).toEqual([1, 2]);
  expect(Array.from(far.values)).not.toEqual(Array.from(own.values));
  const lab = await cli('lab', 'guided', '--n', '4', '--condition', '3', '--guidance', '2', '--json');
  expect(JSON.parse(lab.stdout)).toMatchObject({ guidance: 2, n: 4 });
}, 120_000);

test('a density on a grid has x, y and log p, and its mass is 1 where the grid is wide and fine enough', async () => {
  const asked = ['likelihood', 'guided', '--condition', '1', '--steps', '24'];
  const whole = await wrote(...asked, '--grid', '49', '--extent', '4.8');
  expect(whole.told).toMatchObject({ shape: [49, 49, 3], grid: 49, extent: 4.8, t: 1, condition: 1, outside: 0 });
  expect(Math.abs(whole.told.mass - 1)).toBeLessThan(0.01);
  expect(Array.from(whole.values.slice(0, 2))).toEqual([Math.fround(-4.8), Math.fround(-4.8)]);
  // The top lies at the mode of class 1.
  const top = Array.from({ length: 49 * 49 }, (_, k) => k).reduce((best, k) =>
    (whole.values[3 * k + 2] ?? 0) > (whole.values[3 * best + 2] ?? 0) ? k : best,
  );
  expect(Math.hypot((whole.values[3 * top] ?? 0) - 2.12, (whole.values[3 * top + 1] ?? 0) - 2.12)).toBeLessThan(0.5);
  const half = await wrote(...asked, '--grid', '25', '--extent', '1.5', '--t', '0.5');
  expect(half.told.t).toBe(0.5);
  expect(half.told.mass).toBeLessThan(0.99);
}, 120_000);

test('what is not known, or has no meaning, is refused in one sentence and writes nothing', async () => {
  const out = file('none.npy');
  const refused = async (words: string[], reason: RegExp) => {
    const { code, stdout, stderr } = await cli(...words, ...(words[0] === 'lab' ? [] : ['--out', out]));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(reason);
    expect(existsSync(out)).toBe(false);
  };
  const field = (run: string, ...words: string[]) => ['field', run, '--t', '0.5', '--grid', '4', ...words];
  const mixtures = /the exact flow of moons is not known: there is a closed form for Gaussian mixtures alone/;
  await refused(field('moons', '--exact'), mixtures);
  await refused(field('moons', '--error'), mixtures);
  await refused(['sample', 'moons', '--exact'], mixtures);
  await refused(field('guided', '--exact', '--guidance', '2'), /guided with w ≠ 1/);
  await refused(field('guided', '--error', '--guidance', '0'), /guided with w ≠ 1/);
  await refused(['sample', 'guided', '--exact', '--guidance', '2'], /guided with w ≠ 1/);
  await refused(field('guided', '--exact', '--error'), /give one of them/);
  await refused(['sample', 'guided', '--exact', '--solver', 'heun'], /--solver heun: the flow of --exact/);
  const weight = /The guidance weight 2 needs a model that was trained with its condition dropped/;
  await refused(['sample', 'moons', '--guidance', '2'], weight);
  await refused(field('moons', '--guidance', '2'), weight);
  await refused(['likelihood', 'moons', '--grid', '3', '--guidance', '2'], weight);
  await refused(['lab', 'moons', '--n', '3', '--guidance', '2'], weight);
  await refused(['lab', 'moons', '--guidance', '60'], /--guidance 60: must be a number from 0 to 50/);
}, 120_000);
