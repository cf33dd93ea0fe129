/** The command line on a library that can be read but not written. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { contents } from '../studio/testing/library-fixture.ts';
import { makeReadOnly } from '../studio/testing/read-only-folder.ts';
import { runCli } from './testing/run-cli.ts';

let folder = '';
let library = '';
let before: Record<string, string> = {};
const cli = (...words: string[]) => runCli(words, { library });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli read only '));
  library = join(folder, 'my librāry');
  const small = '--width 16 --depth 2 --batch 32 --samples 20 --solver-steps 3 --steps 6'.split(' ');
  const trained = await cli('sweep', '--model', 'unconditional', '--set', 'lr=1e-3,1e-4', '--name', 'r', ...small);
  expect(trained.code).toBe(0);
  before = contents(library);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const BANNER = /^This library can be read but not written: .+\. Its runs can be opened, compared and exported; /;
const REFUSED =
  /^streamline: This library can be read but not written: [^\n]+\. Nothing was started or changed\. [^\n]+\.\n$/;

test('what reads works, says once why the rest does not, and leaves the library as it was', async () => {
  makeReadOnly(library);
  const out = (name: string) => join(folder, name);
  const reading: [string[], string | null][] = [
    [['runs', '--query', 'lr:1e-3'], null],
    [['show', 'r-lr1e-3'], null],
    [['compare', 'r-lr1e-3', 'r-lr1e-4'], null],
    [['tag', 'r-lr1e-3'], null],
    [['sweep', '--from', 'r-lr1e-3', '--set', 'lr=1e-2', '--dry-run'], null],
    [['metrics', 'r-lr1e-3', '--n', '50'], null],
    [['sample', 'r-lr1e-3', '--n', '20', '--steps', '3', '--out', out('x.npy')], 'x.npy'],
    [['field', 'r-lr1e-3', '--t', '0.5', '--grid', '5', '--out', out('v.npy')], 'v.npy'],
    [['likelihood', 'r-lr1e-3', '--grid', '5', '--extent', '2', '--out', out('p.npy')], 'p.npy'],
    [['export', 'r-lr1e-3', '--format', 'bundle', '--out', out('r.streamline')], 'r.streamline'],
  ];
  for (const [words, file] of reading) {
    const { code, stdout, stderr } = await cli(...words);
    expect([words[0], code, stderr]).toEqual([words[0], 0, expect.stringMatching(BANNER)]);
    expect(stderr.match(/can be read but not written/g)).toHaveLength(1);
    expect(stdout).not.toBe('');
    if (file !== null) expect(statSync(out(file)).size).toBeGreaterThan(50);
  }
  const doctor = await cli('doctor', '--json');
  const { checks } = JSON.parse(doctor.stdout) as { checks: { name: string; state: string; text: string }[] };
  expect(checks.find(({ name }) => name === 'TensorFlow')).not.toMatchObject({ state: 'problem' });
  // Trainings are the main job, and they cannot be recorded here.
  expect([doctor.code, checks.find(({ name }) => name === 'Library')]).toEqual([
    1,
    { name: 'Library', state: 'problem', text: expect.stringContaining('can be read but not written') },
  ]);
  expect(contents(library)).toEqual(before);
}, 120_000);

test('wanted for reading alone where no library is: refused input, and none is made', async () => {
  process.env.STREAMLINE_READ_ONLY = '1';
  onTestFinished(() => {
    delete process.env.STREAMLINE_READ_ONLY;
  });
  const nowhere = join(folder, 'nowhere');
  const { code, stderr } = await runCli(['runs'], { library: nowhere });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/There is no library in .*nowhere, and none is made: STREAMLINE_READ_ONLY is set\./),
  ]);
  expect(existsSync(nowhere)).toBe(false);
});

test('what writes is refused in one sentence with code 2, before anything starts', async () => {
  makeReadOnly(library);
  const points = join(folder, 'points.csv');
  writeFileSync(points, '1,2\n3,4\n5,6\n');
  const bundle = join(folder, 'r.streamline');
  if (!existsSync(bundle)) await cli('export', 'r-lr1e-3', '--format', 'bundle', '--out', bundle);
  const writing = [
    ['train', '--model', 'onehot'],
    ['study', 'ring'],
    ['study', 'c2ot', '--table'],
    ['sweep', '--model', 'onehot', '--set', 'lr=1e-3,1e-4'],
    ['resume', 'r-lr1e-3'],
    ['delete', 'r-lr1e-3'],
    ['trash', '--empty', '--yes'],
    ['tag', 'r-lr1e-3', '--add', 'paper'],
    ['note', 'r-lr1e-3', 'words'],
    ['import', bundle],
    ['data', 'import', points],
  ];
  for (const words of writing) {
    const { code, stdout, stderr } = await cli(...words);
    expect([words, code, stdout, stderr]).toEqual([words, 2, '', expect.stringMatching(REFUSED)]);
  }
  expect(contents(library)).toEqual(before);
}, 120_000);
