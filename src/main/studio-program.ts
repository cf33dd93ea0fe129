/** Where the studio's program lies and which Node runs it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type StudioProgram = { readonly node: string; readonly script: string; readonly arguments: readonly string[] };

/** The studio runs from source on the project's own Node: its native addons need a newer one than Electron's. */
export function studioProgram(appFolder: string, library: string | null): StudioProgram {
  return {
    node: projectNode(appFolder),
    script: join(appFolder, 'src', 'studio', 'main.ts'),
    arguments: library === null ? [] : [library],
  };
}

function projectNode(appFolder: string): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`].map((name) =>
    join(appFolder, 'node_modules', name, 'bin', program),
  );
  // Without the package the name alone lets PATH decide; a Node too old then says so itself.
  return candidates.find((candidate) => existsSync(candidate)) ?? program;
}
