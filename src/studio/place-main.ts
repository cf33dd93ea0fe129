/** The program that main runs while no studio has the library open: `move FOLDER`, `remove-old` or `show`; answers one line of JSON. */
import { type Reply, succeed, UserError } from '../shared/result.ts';
import { dataFolder, libraryPath } from './library-path.ts';
import { type MovedLibrary, readPlace } from './library-place.ts';
import { moveLibrary, removeOldLibrary } from './move-library.ts';

function place([order, folder]: readonly string[]): MovedLibrary {
  if (order === 'move' && folder !== undefined) return moveLibrary(dataFolder(), libraryPath(), folder);
  if (order === 'remove-old') return removeOldLibrary(dataFolder());
  return { library: libraryPath(), old: readPlace(dataFolder())?.old ?? null };
}

function answer(): Reply<MovedLibrary> {
  try {
    return succeed(place(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: { code: error.code, message: error.message } };
    throw error;
  }
}

process.stdout.write(`${JSON.stringify(answer())}\n`);
