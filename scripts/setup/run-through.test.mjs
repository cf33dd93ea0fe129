import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** @param {string} inner program of the child */
function start(inner) {
  const module = JSON.stringify(new URL('run-through.mjs', import.meta.url).href);
  const outer = `
    import { runThrough } from ${module};
    process.exitCode = await runThrough(process.execPath, ['-e', ${JSON.stringify(inner)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
}

it('passes the exit code and the output on', async () => {
  const child = start("console.log('hello'); process.exitCode = 7");
  const [chunk] = await once(child.stdout, 'data');
  expect(String(chunk)).toBe('hello\n');
  expect(await once(child, 'close')).toEqual([7, null]);
});

it('passes a signal on, and lets the child choose its own exit code', async () => {
  const child = start("process.on('SIGTERM', () => process.exit(5)); console.log('up'); setInterval(() => {}, 1000)");
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([5, null]);
});

it('ends by the signal that ended the child', async () => {
  const child = start("console.log('up'); setInterval(() => {}, 1000)");
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
});
