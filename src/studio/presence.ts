/** Which studios have a library open: one small file each, named by its owner token. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../shared/result.ts';
import { claimOwner, ownerIsAlive, releaseOwner } from './owner.ts';

export type Presence = {
  readonly token: string;
  /** True when another living studio has this library open. */
  othersAreOpen(): boolean;
  leave(): void;
};

export function enterLibrary(library: string): Presence {
  const folder = join(library, 'open');
  const token = claimOwner();
  const file = join(folder, token);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '');
  } catch (error) {
    releaseOwner(token);
    const why = error instanceof Error ? error.message.split(':')[0] : String(error);
    throw new UserError(
      'unavailable',
      `The library folder ${library} cannot be written (${why}). Choose another with --library, or change its permissions.`,
    );
  }
  return {
    token,
    othersAreOpen: () => livingTokens(folder).some((other) => other !== token),
    leave() {
      releaseOwner(token);
      rmSync(file, { force: true });
    },
  };
}

/** Tokens of studios that still run; the files of others are swept away. */
function livingTokens(folder: string): string[] {
  return readdirSync(folder).filter((token) => {
    const alive = ownerIsAlive(token);
    if (!alive) rmSync(join(folder, token), { force: true });
    return alive;
  });
}
