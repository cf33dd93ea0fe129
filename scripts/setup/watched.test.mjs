import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, tellingLines } from './watched.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param {string} program @param {{ firstByteMs: number, stallMs: number } | undefined} limits */
function runNode(program, limits = undefined) {
  const watch = limits && { title: 'Test', folders: [folder], totalBytes: null, ...limits };
  return run(process.execPath, ['-e', program, join(folder, 'file')], watch === undefined ? {} : { watch });
}

const WAIT_FOREVER = 'setInterval(() => {}, 1000);';
const WRITE = "require('node:fs').writeFileSync(process.argv[1], 'abc');";

describe('run', () => {
  it('hands over the output of a program that succeeds', async () => {
    const outcome = await runNode("console.log('out'); console.error('err')");
    expect(outcome).toMatchObject({ ok: true, problem: '' });
    expect(outcome.output).toContain('out');
    expect(outcome.output).toContain('err');
  });

  it('says why a program failed', async () => {
    const outcome = await runNode("console.error('no space'); process.exit(3)");
    expect(outcome).toMatchObject({ ok: false, problem: 'no space' });
  });

  it('says that a program is not there', async () => {
    const outcome = await run(join(folder, 'nothing'), []);
    expect(outcome.ok).toBe(false);
    expect(outcome.problem).toContain('ENOENT');
  });

  it('ends a download that never begins', async () => {
    const outcome = await runNode(WAIT_FOREVER, { firstByteMs: 300, stallMs: 60_000 });
    expect(outcome).toMatchObject({ ok: false, problem: 'no answer within 0 s' });
  });

  it('ends a download that stops', async () => {
    const outcome = await runNode(WRITE + WAIT_FOREVER, { firstByteMs: 60_000, stallMs: 300 });
    expect(outcome).toMatchObject({ ok: false, problem: 'nothing more arrived within 0 s' });
  });

  it('lets a program that goes on finish', async () => {
    expect(await runNode(WRITE, { firstByteMs: 60_000, stallMs: 60_000 })).toMatchObject({ ok: true });
  });
});

describe('tellingLines', () => {
  it('prefers the lines that name an error', () => {
    expect(tellingLines('start\nnpm error\nnpm error code EUSAGE\nend\n')).toBe('npm error code EUSAGE');
    expect(tellingLines('a\nb\n')).toBe('a\nb');
    expect(tellingLines('\n')).toBe('it ended without a message');
  });
});
