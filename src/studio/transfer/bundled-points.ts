/** Points of the user's own inside a bundle: each file once, by its hash. */
import { keepPointFile, type PointFile } from '../../shared/flow/point-file.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { UserError } from '../../shared/result.ts';
import { hashOfPoints } from '../import/hash.ts';
import { filesOf } from '../own-data.ts';
import { ChecksumError } from '../store/bytes.ts';
import type { Store } from '../store/store.ts';
import { type ArrayWriter, readArray } from './array-file.ts';
import type { BundledPointFile, Manifest } from './manifest.ts';

/** Adds the files that the runs' configurations name; one that is missing or damaged is told. */
export function addPointFiles(
  store: Store,
  runs: readonly RunSummary[],
  arrays: ArrayWriter,
  notes: string[],
): BundledPointFile[] {
  const files = new Map<string, PointFile>();
  for (const { config, name } of runs) {
    try {
      for (const file of filesOf(store, config, name)) files.set(file.hash, file);
    } catch (error) {
      if (!(error instanceof UserError || error instanceof ChecksumError)) throw error;
      notes.push(error.message);
    }
  }
  return [...files.values()].map((file) => {
    const { hash, name, cell, points, labels, column } = file;
    const at = (part: string) => `points/${hash}/${part}.npy`;
    return {
      ...{ hash, name, cell },
      points: arrays.add(at('points'), [points.length / 2, 2], points),
      // Labels are small whole numbers, which float32 holds exactly.
      labels: labels === null ? null : arrays.add(at('labels'), [labels.length], Float32Array.from(labels)),
      column: column === null ? null : arrays.add(at('column'), [column.length], column),
    };
  });
}

/** The bundle's own point files, made known to this process so that configurations can be checked. */
export function readPointFiles(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  { pointFiles }: Manifest,
): PointFile[] {
  return pointFiles.map(({ hash, name: title, cell, points, labels, column }) => {
    const content = {
      points: readArray(name, files, points),
      labels: labels === null ? null : Int32Array.from(readArray(name, files, labels)),
      column: column === null ? null : readArray(name, files, column),
      cell,
    };
    const count = content.points.length / 2;
    const fits = [content.labels, content.column].every((array) => array === null || array.length === count);
    // The name is the content: other points under a known hash would change what runs are trained on.
    if (!fits || points.shape[1] !== 2 || hashOfPoints(content) !== hash) {
      throw new UserError(
        'bad-input',
        `${name} was not imported: the points “${title}” are not those that their hash names. The library is unchanged.`,
      );
    }
    const file: PointFile = { hash, name: title, ...content };
    keepPointFile(file);
    return file;
  });
}
