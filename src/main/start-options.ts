/** What the caller of the program chose: `--library DIR` and `--user-data-dir DIR`. */
import { resolve } from 'node:path';

export type StartOptions = {
  /** Null: the studio decides (environment, then the platform's data folder). */
  readonly library: string | null;
  readonly userData: string | null;
};

export function startOptions(argv: readonly string[], workingFolder: string): StartOptions {
  const library = switchValue(argv, '--library');
  const userData = switchValue(argv, '--user-data-dir');
  return {
    library: library === null ? null : resolve(workingFolder, library),
    userData: userData === null ? null : resolve(workingFolder, userData),
  };
}

/** Reads `--name=value` or `--name value`. Other arguments belong to Electron and Chromium, so they are left alone. */
function switchValue(argv: readonly string[], name: string): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(`${name}=`)) return argument.slice(name.length + 1) || null;
    const next = argv[index + 1];
    if (argument === name && next !== undefined && !next.startsWith('--')) return next || null;
  }
  return null;
}
