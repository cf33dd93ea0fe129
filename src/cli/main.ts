/** The command line's entry. Run by scripts/streamline.mjs with the project's own Node. */
import { CommanderError } from 'commander';
import { type FailureCode, UserError } from '../shared/result.ts';
import { createProgram } from './program.ts';
import { tell } from './terminal.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_INPUT = 2;

const INPUT_FAILURES: readonly FailureCode[] = ['bad-input', 'not-found', 'wrong-state', 'read-only'];

/** Says what went wrong in one sentence and returns the exit code. A bug keeps its stack. */
function report(error: unknown): number {
  // Commander has printed help, version or its own sentence already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_INPUT;
  if (error instanceof UserError) {
    tell(`streamline: ${error.message}`);
    return INPUT_FAILURES.includes(error.code) ? WRONG_INPUT : FAILED;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell(`streamline: an unexpected error, which is a bug in Streamline. What was recorded is kept.\n${words}`);
  return FAILED;
}

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? DONE);
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
