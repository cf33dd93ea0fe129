import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './testing/run-cli.ts';

let folder = '';
let library = '';
const cli = (...words: string[]) => runCli(words, { library });
const json = async (...words: string[]) => JSON.parse((await cli(...words, '--json')).stdout);
const SMALL = [
  '--width',
  '16',
  '--depth',
  '2',
  '--batch',
  '32',
  '--samples',
  '20',
  '--solver-steps',
  '3',
  '--steps',
  '6',
];

type Run = { readonly id: string; readonly name: string; readonly tags: readonly string[] };
const names = async (...words: string[]) => ((await json('runs', ...words)) as Run[]).map(({ name }) => name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli library '));
  library = join(folder, 'library');
  const sweep = [
    'sweep',
    '--model',
    'onehot',
    '--set',
    'lr=1e-3,1e-4',
    '--set',
    'width=8,16',
    '--name',
    'g',
    '--at-once',
    '2',
  ];
  const { code, stdout, stderr } = await cli(...sweep, ...SMALL.slice(2), '--json');
  expect([code, stderr]).toEqual([0, expect.stringMatching(/\[4 of 4\] g-\S+: finished/)]);
  expect(JSON.parse(stdout)).toMatchObject({
    sweep: expect.any(String),
    study: 'g sweep',
    axes: ['optimizer.learningRate', 'network.width'],
    runs: [{ status: 'finished', study: 'g sweep' }, {}, {}, {}],
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a swept library', () => {
  test('answers queries in the order asked for', async () => {
    expect(await names('--query', 'width>=16 lr:1e-3')).toEqual(['g-lr1e-3-w16']);
    expect(await names('--query', 'model:class -width:16', '--sort', 'lr:asc')).toEqual(['g-lr1e-4-w8', 'g-lr1e-3-w8']);
    expect(await names('--query', 'w2<0')).toEqual([]);
    expect(await names('--sort', 'best:w2')).toHaveLength(4);
    expect((await cli('runs', '--query', 'w2<0')).stdout).toMatch(/None of the 4 runs/);
  });

  test('says what it cannot understand with the nearest key, and exits 2', async () => {
    const { code, stdout, stderr } = await cli('runs', '--query', 'widht>=16', '--json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('streamline: --query widht>=16: no such key as widht, did you mean width?\n');
    expect((await cli('runs', '--sort', 'w3')).stderr).toBe(
      'streamline: --sort w3: no such key as w3, did you mean w2?\n',
    );
  });

  test('is tagged; a wrong run or tag tags nothing', async () => {
    expect(await json('tag', 'g-lr1e-3-w8', 'g-lr1e-3-w16', '--add', 'paper,b', '--add', 'a')).toMatchObject([
      { name: 'g-lr1e-3-w8', tags: ['a', 'b', 'paper'] },
      { name: 'g-lr1e-3-w16', tags: ['a', 'b', 'paper'] },
    ]);
    expect(await json('tag', 'g-lr1e-3-w8', '--remove', 'a,b')).toMatchObject([{ tags: ['paper'] }]);
    const wrong = await cli('tag', 'g-lr1e-4-w8', 'nobody', '--add', 'paper');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/There is no run nobody/)]);
    const empty = await cli('tag', 'g-lr1e-4-w8', '--add', '');
    expect([empty.code, empty.stderr]).toEqual([2, 'streamline: --add "": A tag needs at least one character.\n']);
    expect(await names('--query', 'tag:paper')).toEqual(['g-lr1e-3-w8', 'g-lr1e-3-w16']);
  });

  test('keeps notes from words and files', async () => {
    const file = join(folder, 'note.md');
    writeFileSync(file, '# Title\n\ntext\n');
    expect(await json('note', 'g-lr1e-3-w8', '--file', file)).toMatchObject({ note: '# Title\n\ntext' });
    expect((await cli('note', 'g-lr1e-3-w8', '--show')).stdout).toBe('# Title\n\ntext\n');
    expect(await names('--query', 'note:title')).toEqual(['g-lr1e-3-w8']);
    const missing = await cli('note', 'g-lr1e-3-w8', '--file', join(folder, 'none.md'));
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringMatching(/cannot be read: there is no such file/)]);
    expect(await json('note', 'g-lr1e-3-w8', '')).toMatchObject({ note: '' });
  });

  test('hides the archive, pins a baseline, and takes both back', async () => {
    expect(await json('archive', 'g-lr1e-4-w8')).toMatchObject({ archived: [{ name: 'g-lr1e-4-w8' }] });
    expect(await names()).toHaveLength(3);
    expect(await names('--query', 'is:archived')).toEqual(['g-lr1e-4-w8']);
    expect(await json('archive', 'g-lr1e-4-w8', '--undo')).toMatchObject({ unarchived: [{ name: 'g-lr1e-4-w8' }] });
    expect(await json('pin', 'g-lr1e-4-w8')).toMatchObject({ pinned: [{ name: 'g-lr1e-4-w8' }] });
    expect(await json('runs', '--query', 'is:pinned')).toMatchObject([{ pinned: true, archived: false, tags: [] }]);
  });

  test('loses nothing until the trash is emptied on purpose', async () => {
    expect(await json('trash', 'g-lr1e-4-w8', 'g-lr1e-4-w16')).toMatchObject({ trashed: [{}, {}] });
    expect(await json('restore', 'g-lr1e-4-w8')).toMatchObject({ restored: [{ name: 'g-lr1e-4-w8' }] });
    expect(await json('trash')).toMatchObject([{ name: 'g-lr1e-4-w16', deletedAt: expect.any(Number) }]);
    const asked = await cli('trash', '--empty');
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringMatching(/removes 1 run \(.*B\) for good; add --yes/)]);
    expect(await json('trash')).toHaveLength(1);
    expect(await json('trash', '--empty', '--yes')).toEqual({ removed: 1 });
    expect((await cli('trash')).stdout).toBe('The trash is empty.\n');
    expect(await names()).toHaveLength(3);
    const none = await cli('restore', 'g-lr1e-4-w16');
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/The trash is empty/)]);
  });
});

const REFUSED: readonly (readonly [words: readonly string[], sentence: RegExp])[] = [
  [['sweep', '--set', 'lr=1,2'], /--model: is missing/],
  [['sweep', '--model', 'onehot'], /nothing varies/],
  [
    ['sweep', '--model', 'onehot', '--set', 'widht=1,2'],
    /--set widht: there is no such setting \(did you mean width\?\)/,
  ],
  [['sweep', '--model', 'onehot', '--set', 'width=0,2'], /Width must be a whole number from 1 to 2048/],
  [['sweep', '--model', 'onehot', '--set', 'width'], /--set width: is not of the form/],
  [['sweep', '--model', 'onehot', '--seeds', '0'], /--seeds 0: must be a whole number from 1 to 1000/],
  [['sweep', '--model', 'onehot', '--list', '--set', 'width=1,2', '--set', 'depth=1'], /a list takes 2 of each/],
  [['sweep', '--from', 'x', '--width', '9', '--seeds', '2'], /--width and --from do not go together/],
  [['trash', '--yes'], /--yes goes with --empty/],
  [['note', 'x', 'text', '--show'], /TEXT and --show do not go together/],
];

describe('what is refused leaves no library behind', () => {
  for (const [words, sentence] of REFUSED) {
    test(words.join(' '), async () => {
      const { code, stdout, stderr } = await runCli(words, { library: join(folder, 'never') });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });
  }
});

test('a dry run counts and names, from a run that is there', async () => {
  const plan = await json('sweep', '--from', 'g-lr1e-3-w8', '--set', 'depth=1,2', '--seeds', '3', '--dry-run');
  expect(plan).toEqual({
    count: 6,
    axes: ['network.depth', 'seed'],
    names: ['s1', 's2', 's3']
      .flatMap((seed) => [`ring-class-d1-${seed}`])
      .concat(['s1', 's2', 's3'].map((seed) => `ring-class-d2-${seed}`)),
  });
});
