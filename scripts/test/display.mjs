/** A virtual display for the tests of the window, for machines without one. */
import { spawn } from 'node:child_process';
import { hasDisplay } from '../setup/runtime.mjs';

const SCREEN = '1920x1200x24';

/**
 * xvfb-run is not used: cleaning up after itself, it now and then fails and turns a good result into a bad one.
 * @template T
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work told what to add to the environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const end = () => server.kill();
  process.once('exit', end);
  try {
    return await work({ DISPLAY: `:${await displayNumber(server)}` });
  } finally {
    process.removeListener('exit', end);
    end();
  }
}

/** The server chooses a free number and writes it down once it can be used. @param {import('node:child_process').ChildProcess} server @returns {Promise<string>} */
function displayNumber(server) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.once('close', () => fail(new Error('The virtual display (Xvfb) could not be started.')));
    server.stdio[3]?.once('data', (/** @type {Buffer} */ chunk) => done(chunk.toString('utf8').trim()));
  });
}
