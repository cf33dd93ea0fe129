import { createHash } from 'node:crypto';
import type { PointFile } from '../../shared/flow/point-file.ts';

export type PointContent = Omit<PointFile, 'hash' | 'name'>;

const bytesOf = (values: Float32Array | Int32Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/**
 * SHA-256 of the points themselves, not of the file they came from: the same points are the same data whether they came
 * as CSV or as NumPy. Hashed are a line that says what follows, then the arrays as little-endian numbers of four bytes.
 */
export function hashOfPoints({ points, labels, column, cell }: PointContent): string {
  const head = { points: points.length / 2, labels: labels !== null, column: column !== null, cell: Math.fround(cell) };
  const hash = createHash('sha256')
    .update(`${JSON.stringify(head)}\n`)
    .update(bytesOf(points));
  if (labels !== null) hash.update(bytesOf(labels));
  if (column !== null) hash.update(bytesOf(column));
  return hash.digest('hex');
}
