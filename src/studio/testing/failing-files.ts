/** File calls of a child process that fail, or kill it: see failing-files.cpp. For Linux. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('./failing-files.cpp', import.meta.url));

/** The environment of a program whose calls to files below paths that begin with `below` can fail; built in `folder`. */
export function failingFiles(folder: string, below: string): NodeJS.ProcessEnv {
  const library = join(folder, 'failing-files.so');
  // Set-up needs a compiler here too.
  execFileSync('g++', ['-O1', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl']);
  return { ...process.env, LD_PRELOAD: library, FAIL_BELOW: below };
}
