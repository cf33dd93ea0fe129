/** Which studios have a library open: one small file each, named by its owner token. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimOwner, ownerIsAlive, releaseOwner } from './owner.ts';

export type Presence = {
  readonly token: string;
  /** Marks this studio as open, and says whether another living one has this library open too. */
  othersAreOpen(): boolean;
  leave(): void;
};

/** Claims a token. Nothing is written yet: a library of a newer Streamline must stay as it is. */
export function enterLibrary(library: string): Presence {
  const folder = join(library, 'open');
  const token = claimOwner();
  const file = join(folder, token);
  let marked = false;
  return {
    token,
    othersAreOpen() {
      // The mark comes before the look, so of two studios that look at once at least one sees the other.
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, '');
      marked = true;
      return livingTokens(folder).some((other) => other !== token);
    },
    leave() {
      releaseOwner(token);
      if (marked) rmSync(file, { force: true });
    },
  };
}

/** True when a living studio has the library open. Only looks. */
export function isOpenSomewhere(library: string): boolean {
  const folder = join(library, 'open');
  return existsSync(folder) && readdirSync(folder).some(ownerIsAlive);
}

/** Tokens of studios that still run; the files of others are swept away. */
function livingTokens(folder: string): string[] {
  return readdirSync(folder).filter((token) => {
    const alive = ownerIsAlive(token);
    if (!alive) rmSync(join(folder, token), { force: true });
    return alive;
  });
}
