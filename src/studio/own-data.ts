/** The points of the user's own that a configuration names: read from the library, and made known to this process. */
import { keepPointFile, type PointFile, pointFile } from '../shared/flow/point-file.ts';
import { configProblem } from '../shared/model/config-problem.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { ChecksumError } from './store/bytes.ts';
import type { Store } from './store/store.ts';

type Uses = Pick<RunConfig, 'data' | 'source'>;

function hashesOf({ data, source }: Uses): string[] {
  const used = [data, source].flatMap(({ name, file }) => (name === 'file' && file !== undefined ? [file] : []));
  return [...new Set(used)];
}

/** The files that data and source are drawn from; `whose` begins the sentence about one that is missing. */
export function filesOf(store: Store, config: Uses, whose: string): PointFile[] {
  return hashesOf(config).map((hash) => {
    const file = pointFile(hash) ?? store.pointFiles.read(hash);
    if (file === null) {
      throw new UserError(
        'not-found',
        `${whose} needs points that are not in this library (${hash.slice(0, 12)}…). Import their file again: the same content has the same name.`,
      );
    }
    keepPointFile(file);
    return file;
  });
}

/**
 * Makes a stored run's points known where that is possible, so that its classes can be counted; what later draws from
 * missing or damaged ones says so.
 */
export function keepFilesOf(store: Store, config: Uses): void {
  for (const hash of hashesOf(config)) {
    if (pointFile(hash) !== null) continue;
    try {
      const file = store.pointFiles.read(hash);
      if (file !== null) keepPointFile(file);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
    }
  }
}

/** Refuses a new run whose points are missing or do not fit the rest of its configuration. */
export function requireFiles(store: Store, config: RunConfig): void {
  if (filesOf(store, config, 'This run').length === 0) return;
  const problem = configProblem(config);
  if (problem !== null) throw new UserError('bad-input', problem);
}
