import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileName, sentenceOf, writeChosen } from './written-file.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'streamline-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a file is written whole and takes the place of the one before', async () => {
  const path = join(folder(), 'a.bin');
  for (const bytes of [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]) {
    expect(await writeChosen(path, bytes)).toMatchObject({ ok: true });
    expect([...readFileSync(path)]).toEqual([...bytes]);
  }
});

test('what cannot be written leaves nothing and is told in one sentence', async () => {
  const made = folder();
  const lost = await writeChosen(join(made, 'no', 'a.bin'), new Uint8Array(3));
  expect(lost).toMatchObject({
    error: {
      message: expect.stringMatching(/^a\.bin could not be written: its folder does not exist\. Nothing was left/),
    },
  });
  expect(await writeChosen(made, new Uint8Array(3))).toMatchObject({ ok: false });
  expect(readdirSync(made)).toEqual([]);
});

test('a full disk is called so', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(sentenceOf('/x/run.streamline', full)).toBe(
    'run.streamline could not be written: the disk is full. Nothing was left there. Free some space, or choose another disk.',
  );
});

test('names are what every file system takes', () => {
  expect([fileName('../a/b:c'), fileName('..'), fileName('ünï 1.5')]).toEqual(['-a-b-c', 'streamline', 'ünï 1.5']);
});
