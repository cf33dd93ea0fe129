/** Files that are left alone, whether they could be written or not. */
import { UserError } from '../../shared/result.ts';
import type { LibraryFiles } from './files.ts';
import { LATEST_VERSION } from './migrations/index.ts';

export function refuseForeign(files: LibraryFiles): UserError {
  return new UserError(
    'bad-input',
    `${files.database} is not a Streamline library. Nothing was changed; choose another folder.`,
  );
}

export function refuseNewer(files: LibraryFiles, version: number): UserError {
  return new UserError(
    'library-newer',
    `The library in ${files.folder} was written by a newer Streamline (format ${version}, this one reads up to ${LATEST_VERSION}). Nothing was changed; update Streamline to open it.`,
  );
}
