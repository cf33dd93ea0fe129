/** Points of the user's own inside a bundle: each file once, by its hash. */
import { keepPointFile, type PointFile, pointFile } from '../../shared/flow/point-file.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { type ArrayWriter, readArray } from './array-file.ts';
import type { BundledPointFile, Manifest } from './manifest.ts';

/** Adds the files that the runs' configurations name. One that is not at hand was lost before; the run goes without it. */
export function addPointFiles(runs: readonly RunSummary[], arrays: ArrayWriter): BundledPointFile[] {
  const hashes = new Set(runs.flatMap(({ config }) => [config.data.file ?? [], config.source.file ?? []].flat()));
  return [...hashes].flatMap((hash) => {
    const file = pointFile(hash);
    if (file === null) return [];
    const at = (part: string) => `points/${hash}/${part}.npy`;
    const { name, cell, points, labels, column } = file;
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
    const known = pointFile(hash);
    if (known !== null) return known;
    const file: PointFile = {
      hash,
      name: title,
      points: readArray(name, files, points),
      labels: labels === null ? null : Int32Array.from(readArray(name, files, labels)),
      column: column === null ? null : readArray(name, files, column),
      cell,
    };
    keepPointFile(file);
    return file;
  });
}
