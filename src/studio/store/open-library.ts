/** The one way to a library: open for writing, or, where it is there and cannot be written, for reading alone. */
import { existsSync } from 'node:fs';
import { UserError } from '../../shared/result.ts';
import { storeFailure } from './failure.ts';
import { libraryFiles } from './files.ts';
import { chosenObstacle, obstacleOfFailure } from './obstacle.ts';
import { openReadOnlyStore, openStore, type Store, type StoreOptions } from './store.ts';

/** `open` is how it is opened for writing. Throws a UserError with a plain sentence. */
export async function openLibrary(options: StoreOptions, open = openStore): Promise<Store> {
  const isThere = existsSync(libraryFiles(options.folder).database);
  const chosen = chosenObstacle();
  if (chosen !== null) {
    if (isThere) return openReadOnlyStore(options, chosen);
    throw new UserError(
      'read-only',
      `There is no library in ${options.folder}, and none is made: ${chosen.reason}. ${chosen.advice}`,
    );
  }
  try {
    return await open(options);
  } catch (error) {
    const reading = isThere ? readInstead(options, error) : null;
    if (reading === null) throw storeFailure(error, options.folder) ?? error;
    return reading;
  }
}

/**
 * For a library that is there and refused the opening or the first write with `error`: open for reading alone. Null where that
 * would not help.
 */
export function readInstead(options: StoreOptions, error: unknown): Store | null {
  const obstacle = obstacleOfFailure(storeFailure(error, options.folder));
  return obstacle === null ? null : openReadOnlyStore(options, obstacle);
}
