/** Runs a program in this one's place: same terminal, same exit code, same signals. */
import { spawn } from 'node:child_process';

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} program
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; a program ended by a signal ends this one by the same signal
 */
export function runThrough(program, words, env = process.env) {
  return new Promise((done, fail) => {
    const child = spawn(program, [...words], { stdio: 'inherit', env });
    /** @type {(signal: NodeJS.Signals) => void} */
    const passOn = (signal) => {
      if (signal !== 'SIGINT' || !sharesTerminal()) child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, passOn);
    child.once('error', fail);
    child.once('close', (code, signal) => {
      for (const name of PASSED_ON) process.removeListener(name, passOn);
      if (signal !== null && process.platform !== 'win32') process.kill(process.pid, signal);
      else done(code ?? 1);
    });
  });
}

/** On a terminal, Ctrl-C reaches the child by itself; passing it on would tell it twice. */
function sharesTerminal() {
  return [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY === true);
}
