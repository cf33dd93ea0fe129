import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './testing/run-cli.ts';

let folder = '';
let library = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli '));
  library = join(folder, 'library');
});
afterAll(() => rmSync(folder, { recursive: true }));

const cli = (...words: string[]) => runCli(words, { library });
const json = async (...words: string[]) => JSON.parse((await cli(...words, '--json')).stdout);

const SMALL = ['--width', '16', '--depth', '2', '--batch', '32', '--samples', '40', '--solver-steps', '5'];

test('an empty library lists no runs, as words and as JSON, with the option before or after the command', async () => {
  expect(await cli('runs', '--json')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  expect(await cli('--json', 'runs')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  expect((await cli('runs')).stdout).toMatch(/There are no runs yet/);
});

test('help and version are output, not failures', async () => {
  const help = await cli('train', '--help');
  expect(help.code).toBe(0);
  for (const word of ['unconditional', 'onehot', 'radius', 'gaussian', 'heun', 'checkerboard', '--json', '1 to 8192']) {
    expect(help.stdout).toContain(word);
  }
  expect((await cli('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('a short training', () => {
  beforeAll(async () => {
    const data = ['--data', 'ring:modes=5,radius=2', '--seed', '3'];
    const result = await cli(
      'train',
      '--model',
      'onehot',
      '--steps',
      '20',
      '--name',
      'five',
      ...data,
      ...SMALL,
      '--json',
    );
    expect(result.stderr).toMatch(/five: finished at step 20 of 20/);
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ name: 'five', status: 'finished', steps: 20 });
  }, 60_000);

  test('is listed with exactly the promised fields', async () => {
    const [run] = await json('runs');
    expect(Object.keys(run).sort()).toEqual(
      [
        ...['id', 'name', 'preset', 'model', 'base', 'seed', 'status', 'steps', 'backend', 'durationMs', 'metrics'],
        ...['tags', 'pinned', 'archived', 'study'],
      ].sort(),
    );
    expect(run).toMatchObject({ name: 'five', preset: null, model: 'onehot', base: 'gaussian', seed: 3, steps: 20 });
    expect(Object.keys(run.metrics)).toEqual(
      expect.arrayContaining(['loss', 'w2', 'slicedW2', 'accuracy', 'within3Std']),
    );
    expect(run.metrics.accuracy).toEqual({ value: expect.any(Number), n: 200, floor: 1, squared: false });
  });

  test('is shown with its settings and metrics beside their floors', async () => {
    const { stdout } = await cli('show', 'five');
    expect(stdout).toMatch(/ring:modes=5,radius=2/);
    expect(stdout).toMatch(/Class accuracy +\S+ +1 +200/);
    expect((await json('show', 'five')).config.data.params).toEqual({ modes: 5, radius: 2, std: 0.25 });
  });

  test('is sampled into a NumPy file with every frame, the same for the same seed', async () => {
    const out = join(folder, 'a.npy');
    const again = join(folder, 'b.npy');
    const words = ['--n', '7', '--steps', '4', '--seed', '9', '--condition', '4'];
    const result = await json('sample', 'five', ...words, '--out', out);
    expect(result).toMatchObject({ shape: [5, 7, 2], dtype: 'float32', nfe: 4 });
    const bytes = readFileSync(out);
    expect(bytes.toString('latin1', 10, 128)).toContain("'shape': (5, 7, 2)");
    expect(bytes.length).toBe(128 + 5 * 7 * 2 * 4);
    await cli('sample', 'five', ...words, '--out', again);
    expect(readFileSync(again).equals(bytes)).toBe(true);
  });

  test('refuses conditions and sizes that do not fit, and writes no file', async () => {
    const out = join(folder, 'none.npy');
    const check = async (words: readonly string[], reason: RegExp) => {
      const { code, stdout, stderr } = await cli('sample', 'five', '--out', out, ...words);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(reason);
      expect(existsSync(out)).toBe(false);
    };
    await check(['--condition', '5'], /--condition 5: five knows the classes 0 to 4/);
    await check(['--condition', 'x'], /--condition x: five knows the classes 0 to 4/);
    await check(['--n', '100000', '--steps', '10000'], /--n 100000 and --steps 10000: all frames together take 8 GB/);
    const missing = await cli('sample', 'five', '--out', join(folder, 'no', 'x.npy'));
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/its folder does not exist/);
  });

  test("is exported with PyTorch's names and layouts", async () => {
    const out = join(folder, 'five.safetensors');
    const { tensors, step } = await json('export', 'five', '--out', out);
    expect(step).toBe(20);
    const bytes = readFileSync(out);
    const head = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0))));
    expect(head['net.0.weight'].shape).toEqual([16, 2 + 16 + 5]);
    expect(head['net.4.bias'].shape).toEqual([2]);
    expect(tensors).toEqual(Object.keys(head).filter((name) => name !== '__metadata__'));
  });
});

test('Ctrl-C stops a training, keeps it, and resume goes on to its end', async () => {
  const words = ['train', '--model', 'unconditional', '--steps', '3000', '--name', 'long', '--checkpoint-every', '50'];
  let interrupted = false;
  const result = await runCli([...words, ...SMALL, '--json'], {
    library,
    onStderr: (text, interrupt) => {
      if (interrupted || !/\d+\/3000/.test(text)) return;
      interrupted = true;
      interrupt();
    },
  });
  expect(result.code).toBe(130);
  const stopped = JSON.parse(result.stdout);
  expect(stopped.status).toBe('stopped');
  expect(stopped.steps).toBeGreaterThan(0);
  expect(stopped.steps).toBeLessThan(3000);
  expect(stopped.metrics.w2.value).toBeGreaterThan(0);
  expect(await json('resume', 'long')).toMatchObject({ status: 'finished', steps: 3000 });
  const again = await cli('resume', 'long');
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/nothing to resume/);
});

test('a diverging training ends with code 1 and its reason', async () => {
  const words = ['--steps', '200', '--lr', '1000000', '--name', 'wild', ...SMALL];
  const { code, stderr } = await cli('train', '--model', 'unconditional', ...words);
  expect(code).toBe(1);
  expect(stderr).toMatch(/wild: diverged at step \d+/);
});

test('the ring study trains three models and prints them beside their floors', async () => {
  const { code, stdout } = await cli('study', 'ring', '--seed', '5', '--max-steps', '3');
  expect(code).toBe(0);
  for (const word of ['ring-uncond', 'ring-class', 'ring-radius', 'floor', 'Radius error at 2.5']) {
    expect(stdout).toContain(word);
  }
  const study = (await json('runs')).filter((run: { preset: string | null }) => run.preset === 'ring');
  expect(study.map(({ model, seed, steps }: Record<string, unknown>) => `${model} ${seed} ${steps}`).sort()).toEqual([
    'onehot 5 3',
    'radius 5 3',
    'unconditional 5 3',
  ]);
});

test('runs are deleted by name; a mistyped one deletes nothing', async () => {
  const before = (await json('runs')).length;
  const wrong = await cli('delete', 'ring-class', 'ring-klass');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/There is no run ring-klass in this library\. Did you mean ring-class\?/);
  expect((await json('runs')).length).toBe(before);
  expect((await cli('delete', 'ring-class', 'ring-radius')).stdout).toMatch(
    /Deleted ring-class[\s\S]*Deleted ring-radius/,
  );
  expect((await json('runs')).length).toBe(before - 2);
});

test('doctor says what runs where, and fails when the library cannot be used', async () => {
  const { ok, checks } = await json('doctor');
  expect(ok).toBe(true);
  const names = checks.map(({ name }: { name: string }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['Node', 'Electron', 'WebGL', 'TensorFlow', 'SQLite', 'Library', 'Disk']),
  );
  const broken = await runCli(['doctor'], { library: join(folder, 'a.npy') });
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/✗ +Library/);
});

describe('studies', () => {
  test('the computed ones print their worked numbers, as words and as JSON', async () => {
    expect((await cli('study', 'five-minutes')).stdout).toMatch(/3 +0.6 +\(4, 4\) +\(5, 5\) +\(4, 4\)/);
    const minutes = await json('study', 'five-minutes');
    expect(minutes.steps[3]).toEqual({ step: 3, t: 0.6, xt: [4, 4], dxt: [5, 5], euler: [4, 4] });
    const { paths } = await json('study', 'paths');
    expect(paths).toHaveLength(7);
    expect(paths.find(({ path }: { path: string }) => path === 'circular')).toMatchObject({ xt: 1, dxt: 0.625 });
  });

  test('several seeds give mean and std beside the floor, and short runs are not held against the band', async () => {
    const { code, stdout } = await cli('study', 'ring', '--seeds', '2', '--max-steps', '2', '--json');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ study: 'ring', base: 'gaussian', seeds: [1, 2], maxSteps: 2 });
    expect(result.runs).toHaveLength(6);
    const w2 = result.figures.find(
      (one: { run: string; metric: string }) => one.run === 'unconditional' && one.metric === 'w2',
    );
    expect(w2).toMatchObject({ seeds: [1, 2], n: 1000, expected: null, verdict: null });
    expect(w2.values).toHaveLength(2);
    expect(w2.mean).toBeCloseTo((w2.values[0] + w2.values[1]) / 2, 12);
    expect(w2.std).toBeGreaterThan(0);
  }, 120_000);

  test.each([
    [['study', 'rings'], /did you mean ring\?/],
    [['study', 'ring', '--seeds', '0'], /--seeds 0: must be a whole number from 1 to 100/],
    [['study', 'ring', '--seed', '2147483647', '--seeds', '2'], /there are only 1/],
    [['study', 'c2ot', '--base', 'uniform'], /does not start from it; choose from 8-gaussians/],
    [['study', 'paths', '--seeds', '3'], /computed/],
  ])('%j is refused before anything starts', async (words, message) => {
    const before = (await json('runs')).length;
    const { code, stderr } = await cli(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(await json('runs')).toHaveLength(before);
  });
});
