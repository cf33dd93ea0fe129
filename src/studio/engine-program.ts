import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type EngineProgram = {
  readonly node: string;
  readonly script: string;
  /** Set for this engine alone, over what the studio's own process has. */
  readonly environment?: Readonly<Record<string, string>>;
};

const SOURCE = dirname(dirname(fileURLToPath(import.meta.url)));

/** better-sqlite3 needs 22.14, and from 22.18 on Node runs TypeScript without a flag. */
const OLDEST = [22, 18] as const;

function runsOn(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The engine's source and the Node that runs it: this process's own when it is new enough, else the project's. */
export function engineProgram(): EngineProgram {
  const script = process.env.STREAMLINE_ENGINE ?? join(SOURCE, 'engine', 'main.ts');
  if (runsOn(process.versions.node) && !process.versions.electron) return { node: process.execPath, script };
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(dirname(SOURCE), 'node_modules');
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]
    .map((part) => join(folder, part, 'bin', name))
    .find((path) => existsSync(path));
  return { node: own ?? name, script };
}
