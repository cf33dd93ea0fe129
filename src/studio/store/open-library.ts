/** The one way to a library: open for writing, or, where it is there and cannot be written, for reading alone. */
import { existsSync } from 'node:fs';
import { UserError } from '../../shared/result.ts';
import { storeFailure } from './failure.ts';
import { libraryFiles } from './files.ts';
import { chosenObstacle, NotWritable, obstacleOfFailure } from './obstacle.ts';
import { openReadOnlyStore, openStore, type Store, type StoreOptions } from './store.ts';

/** `open` is how it is opened for writing. Throws a UserError with a plain sentence. */
export async function openLibrary(options: StoreOptions, open = openStore): Promise<Store> {
  const isThere = existsSync(libraryFiles(options.folder).database);
  const chosen = chosenObstacle();
  if (chosen !== null) {
    if (isThere) return openReadOnlyStore(options, chosen);
    throw new NotWritable(`There is no library in ${options.folder}, and none is made: ${chosen.reason}.`, chosen);
  }
  try {
    return await open(options);
  } catch (error) {
    const failure = error instanceof UserError ? error : storeFailure(error);
    const obstacle = obstacleOfFailure(failure);
    if (obstacle === null || !isThere) throw failure ?? error;
    return openReadOnlyStore(options, obstacle);
  }
}
