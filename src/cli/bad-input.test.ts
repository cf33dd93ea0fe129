import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgram } from './program.ts';
import { runCli } from './testing/run-cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** What the program says about these words; nothing may have been written. */
async function check(words: readonly string[], reason: RegExp): Promise<void> {
  const library = join(folder, 'library');
  // Commander says its own sentences itself and throws a shorter error.
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const error: unknown = await createProgram()
    .parseAsync([...words, '--library', library], { from: 'user' })
    .then(
      () => new Error('It was accepted.'),
      (problem: unknown) => problem,
    );
  const message = error instanceof Error ? error.message : String(error);
  expect([message, ...said.mock.calls.map(([text]) => String(text))].join('\n')).toMatch(reason);
  expect(existsSync(library)).toBe(false);
}

const train = (...words: string[]) => ['train', '--model', 'onehot', ...words];

const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
  [train('--batch', '0'), /--batch 0: must be a whole number from 1 to 8192\./],
  [train('--batch', '9000'), /--batch 9000: must be a whole number from 1 to 8192\./],
  [train('--batch', '12.5'), /--batch 12\.5: must be a whole number/],
  [train('--batch', 'many'), /--batch many: must be a whole number/],
  [train('--batch', ''), /--batch : must be a whole number/],
  [train('--lr', '0'), /--lr 0: must be a number above 0/],
  [train('--lr', 'NaN'), /--lr NaN: must be a number/],
  [train('--lr', '-1'), /--lr -1: must be a number above 0/],
  [train('--weight-decay', '2'), /--weight-decay 2: must be a number from 0 to 1\./],
  [train('--seed', '-1'), /--seed -1: must be a whole number from 0/],
  [train('--seed', '0x10'), /--seed 0x10: must be a whole number/],
  [train('--steps', '1e9'), /--steps 1e9: must be a whole number from 1 to/],
  [train('--epochs', '9999999'), /--epochs 9999999: that is \d+ steps, which must be/],
  [train('--steps', '5', '--epochs', '5'), /--steps 5 and --epochs 5 both set the length/],
  [train('--data', 'rign'), /--data rign: there is no data set named "rign" \(did you mean ring\?\)/],
  [train('--data', 'ring:modes=0'), /--data ring:modes=0: modes is 0, but must be a whole number from 1 to 64/],
  [train('--data', 'annulus'), /one-hot model needs data with classes, but annulus has none/],
  [train('--data', 'nowhere/points.csv'), /--data .*points\.csv: there is no such file/],
  [train('--data', 'file:'), /--data file:: give the path of a file/],
  [train('--data', 'file'), /--data file: give the path of a file of points/],
  [train('--source', 'file'), /--source file: give the path of a file of points/],
  [train('--data', 'package.json/x'), /--data .*x: there is no such file/],
  [train('--source', './logo.gif'), /--source .*logo\.gif: there is no such file/],
  [train('--source', '8-gaussians:radius=-1'), /--source 8-gaussians:radius=-1: radius is -1, but must be/],
  [train('--source', '8-gaussians:width=1'), /has no parameter width/],
  [train('--source', 'uniform:width=1'), /there is no such choice/],
  [train('--third-column', 'lable'), /did you mean label\?/],
  [train('--continuous', 'y'), /--continuous y: there is no such choice; choose from radius, x1, column/],
  [
    ['train', '--model', 'radius', '--continuous', 'column'],
    /condition is the column of the user's own points, but ring has none/,
  ],
  [['metrics', 'x', '--n', '20000', '--exact'], /--n 20000: with --exact at most 10000 samples/],
  [['metrics', 'x', '--solver', 'rk5'], /did you mean rk4\?/],
  [['data', 'import', 'nowhere.csv'], /nowhere\.csv: there is no such file/],
  [train('--batch', '2000'), /batch \(2000\) must not be larger than the data set \(1000 points\)/],
  [train('--base', 'gausian'), /--base gausian: there is no such choice \(did you mean gaussian\?\); choose from/],
  [train('--base', 'uniform', '--source', 'shape'), /--base uniform and --source shape are the same setting/],
  [train('--solver', 'rk5'), /--solver rk5: .*did you mean rk4\?.*choose from euler, midpoint, heun, rk4/],
  [
    train('--path', 'cosin'),
    /--path cosin: there is no path named "cosin" \(did you mean cosine\?\); choose from linear/,
  ],
  [train('--path', 'linear:sigma-min=2'), /sigma-min is 2, but must be a number from 0 to 0\.5/],
  [train('--path', 'linear:sigma=0'), /no parameter sigma \(did you mean sigma-min\?\); it takes sigma-min/],
  [train('--path-n', '3'), /--path-n 3: the linear path has no parameter n/],
  [train('--path', 'circular', '--base', 'uniform'), /circular path is defined for a Gaussian source/],
  [train('--network', 'plane'), /--network plane: .*did you mean plain\?.*branches, plain, residual/],
  [train('--hidden', '64,0'), /--hidden 64,0: every width must be a whole number from 1 to/],
  [train('--hidden', '8', '--depth', '2'), /--hidden 8 and --depth set the same layers/],
  [train('--network', 'residual', '--hidden', '8'), /blocks of one width/],
  [train('--width', '2048', '--depth', '12'), /at most 5.000.000 are allowed/],
  [train('--activation', 'rleu'), /--activation rleu: .*did you mean relu\?/],
  [train('--time-features', 'fourier', '--time-width', '5'), /time width \(5\) must be even/],
  [train('--momentum', '0.9'), /--momentum 0\.9: only sgd has it/],
  [train('--optimizer', 'sgd', '--beta1', '0.5'), /--beta1 0\.5: sgd has none\. Give --optimizer adamw or adam/],
  [train('--rtol', '1e-5'), /--rtol 0\.00001: belongs to --solver dopri5; the solver here is euler\./],
  [train('--solver', 'dopri5', '--noise', '1'), /--noise 1: belongs to --solver euler-maruyama/],
  [train('--coupling', 'c2'), /--coupling c2: there is no such choice \(did you mean c2ot\?\)/],
  [train('--warmup', '700'), /warm-up \(700 steps\) must be shorter than the training \(700 steps\)/],
  [train('--guidance', '1'), /--guidance 1: must be a number from 0 to 0\.9/],
  [train('--guidance-weight', '2'), /needs a condition dropout/],
  [['train', '--model', 'unconditional', '--guidance', '0.1'], /unconditional model has none/],
  [train('--coupling', 'sinkhorm'), /--coupling sinkhorm: .*did you mean sinkhorn\?/],
  [train('--epsilon', '0.1'), /--epsilon 0\.1: it has no place in the independent coupling\. Give --coupling sinkhorn/],
  [train('--ot-reuse', '4'), /--ot-reuse 4: it has no place in the independent coupling\. Give --coupling ot/],
  [train('--coupling', 'ot', '--ot-reuse', '0'), /--ot-reuse 0: must be a whole number from 1 to 1000/],
  [train('--coupling', 'ot', '--ot-reuse', '1.5'), /--ot-reuse 1\.5: must be a whole number/],
  [train('--coupling', 'reflow'), /which trained run makes the pairs\? Give --teacher RUN/],
  [train('--coupling', 'ot', '--path', 'variance-exploding'), /where sampling has to begin/],
  [train('--solver', 'euler-maruyama', '--base', 'uniform'), /needs a gaussian source/],
  [['path', 'lineal', '--t', '0', '--x0', '1', '--x1', '2'], /path lineal: .*did you mean linear\?/],
  [['path', 'linear', '--t', '2', '--x0', '1', '--x1', '2'], /--t 2: must be a number from 0 to 1/],
  [['path', 'linear', '--t', '0', '--x0', '1,', '--x1', '2'], /--x0 1,: must be numbers with commas/],
  [['path', 'linear', '--t', '0', '--x0', '1,3', '--x1', '2'], /--x0 has 2 and --x1 has 1 numbers/],
  [['path', 'cosine', '--t', '0', '--x0', '1', '--x1', '2', '--n', '2'], /cosine path has no parameters/],
  [['sample', 'x', '--out', 'f', '--guidance', '-1'], /--guidance -1: must be a number from 0 to 50/],
  [train('--name', '  '), /--name " {2}": must have from 1 to 80 characters/],
  [train('--btach', '10'), /unknown option '--btach'[\s\S]*--batch/],
  [train('extra'), /too many arguments/],
  [['train'], /required option '--model <name>' not specified/],
  [['train', '--model', 'class'], /--model class: there is no such choice; choose from unconditional, onehot, radius/],
  [['study', 'circle'], /study circle: there is no such choice; choose from five-minutes, ring/],
  [['study', 'ring', '--max-steps', '0'], /--max-steps 0: must be a whole number from 1/],
  [['sample', 'x'], /required option '--out <file>' not specified/],
  [['sample', 'x', '--out', 'f', '--n', '0'], /--n 0: must be a whole number from 1 to 100.000/],
  [['sample', 'x', '--out', 'f', '--steps', '0'], /--steps 0: must be a whole number from 1 to 10.000/],
  [
    ['export', 'x', '--out', 'f', '--format', 'onxx'],
    /--format onxx: there is no such choice \(did you mean onnx\?\); choose from bundle, safetensors, onnx/,
  ],
  [['show'], /missing required argument 'run'/],
  [['lab'], /missing required argument 'run'/],
  [['lab', 'x', '--n', '0'], /--n 0: must be a whole number from 1 to 5000\./],
  [['lab', 'x', '--n', '5001'], /--n 5001: must be a whole number from 1 to 5000\./],
  [['lab', 'x', '--seed', '-1'], /--seed -1: must be a whole number from 0/],
  [['lab', 'x', '--sed', '1'], /unknown option '--sed'[\s\S]*--seed/],
  [['tarin'], /^streamline: unknown command 'tarin' \(did you mean train\?\)\.$/m],
  [['runs', 'extra'], /^streamline: too many arguments for 'runs'\. Expected 0 arguments but got 1: extra\.$/m],
];

test.each(REFUSED)('%j is refused with the flag, the value and what is allowed', check);

test('the program ends with code 2, says one sentence on stderr and nothing on stdout', async () => {
  const library = join(folder, 'library');
  const result = await runCli(train('--batch', '0', '--json'), { library });
  const stderr = 'streamline: --batch 0: must be a whole number from 1 to 8192.\n';
  expect(result).toEqual({ code: 2, stdout: '', stderr });
  expect(existsSync(library)).toBe(false);
});
