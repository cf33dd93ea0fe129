/**
 * A call to the library's files fails once, and for good from there on: old or new state, and a plain sentence. Every 29th call is
 * tried; FAIL_STRIDE=1 tries all of them (minutes).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { failingFiles } from '../testing/failing-files.ts';
import type { FailingReport } from '../testing/failing-program.ts';
import { temporaryFolder } from '../testing/fixture.ts';
import { libraryWithBackup } from '../testing/library-fixture.ts';

const PROGRAM = fileURLToPath(new URL('../testing/failing-program.ts', import.meta.url));
const USUAL_STRIDE = 29;
const STRIDE = Number(process.env.FAIL_STRIDE ?? USUAL_STRIDE);

test.runIf(process.platform === 'linux')(
  'the Nth file call fails with ENOSPC, EIO or EACCES: the old or the new checkpoint loads, and a sentence says why',
  async () => {
    const base = await libraryWithBackup();
    const folder = temporaryFolder('failing');
    mkdirSync(folder);
    const env = { ...failingFiles(folder, `${folder}/trial-`), FAIL_STRIDE: String(STRIDE) };
    const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, base, folder], { env, encoding: 'utf8' });
    expect(stderr).toBe('');
    const { calls, trials, told, wrong } = JSON.parse(stdout) as FailingReport;
    console.info(`${calls} calls, ${trials} trials, ${wrong.length} wrong; told: ${JSON.stringify(told, null, 1)}`);
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(30);
    expect(Object.keys(told).length).toBeGreaterThan(2);
  },
  60_000 * Math.max(1, USUAL_STRIDE / STRIDE),
);
