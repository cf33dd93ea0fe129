/** Where the studio's program lies and which Node runs it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../shared/ipc.ts';

export type StudioProgram = {
  readonly node: string;
  readonly script: string;
  readonly arguments: readonly string[];
  /** Asked at every start, so that a restart takes changed settings up. */
  readonly environment?: () => Readonly<Record<string, string>>;
};

/** The studio runs from source on the project's own Node: its native addons need a newer one than Electron's. */
export function studioProgram(
  appFolder: string,
  library: string | null,
  environment: () => Readonly<Record<string, string>>,
): StudioProgram {
  return {
    environment,
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

/** Moves the library while no studio has it open. */
export function placeProgram(appFolder: string): { readonly node: string; readonly script: string } {
  return { node: projectNode(appFolder), script: join(appFolder, 'src', 'studio', 'place-main.ts') };
}

/** Threads and GPU as the engines read them; what the user's own environment says comes first. */
export function engineEnvironment({ threads, gpu }: Pick<Settings, 'threads' | 'gpu'>): Record<string, string> {
  return {
    ...(threads === null || process.env.TF_NUM_INTRAOP_THREADS !== undefined
      ? {}
      : { TF_NUM_INTRAOP_THREADS: String(threads) }),
    // An empty list hides every card from TensorFlow.
    ...(gpu || process.env.CUDA_VISIBLE_DEVICES !== undefined ? {} : { CUDA_VISIBLE_DEVICES: '' }),
  };
}
