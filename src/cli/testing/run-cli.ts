import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../main.ts', import.meta.url));

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type CliOptions = {
  readonly library: string;
  /** Called with everything said on stderr so far, whenever there is more, and with a function that sends Ctrl-C. */
  readonly onStderr?: (text: string, interrupt: () => void) => void;
};

/** Runs the real program as a user does, with a library of its own. */
export function runCli(words: readonly string[], { library, onStderr }: CliOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, STREAMLINE_LIBRARY: library };
    const child = spawn(process.execPath, [ENTRY, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      onStderr?.(stderr, () => child.kill('SIGINT'));
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
