/** One array of a bundle: an `.npy` file of little-endian float32, named in the manifest with shape and SHA-256. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../shared/result.ts';
import { npyHeader, npyParts } from '../export/npy.ts';
import type { ArchiveFile } from './zip.ts';

export const arrayEntrySchema = z.strictObject({
  path: z.string().regex(/^[a-z0-9][a-z0-9/-]{0,200}\.npy$/),
  shape: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(2 ** 31),
    )
    .min(1)
    .max(4),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ArrayEntry = z.infer<typeof arrayEntrySchema>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** Collects the arrays of a bundle while its manifest is written. */
export class ArrayWriter {
  readonly files: ArchiveFile[] = [];

  add(path: string, shape: readonly number[], values: Float32Array): ArrayEntry {
    const bytes = new Uint8Array(Buffer.concat(npyParts(shape, values)));
    this.files.push({ path, bytes });
    return { path, shape: [...shape], sha256: sha256(bytes) };
  }
}

/** The values of an array of the archive, or a sentence why they cannot be trusted. */
export function readArray(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  { path, shape, sha256: expected }: ArrayEntry,
): Float32Array {
  const refuse = (why: string) =>
    new UserError('bad-input', `${name} was not imported: ${path} ${why}. The library is unchanged.`);
  const bytes = files.get(path);
  if (bytes === undefined) throw refuse('is missing');
  if (sha256(bytes) !== expected) throw refuse('does not match its checksum, so the file was damaged or changed');
  const head = npyHeader(shape);
  const size = 4 * sizeOf(shape);
  if (bytes.length !== head.length + size || !Buffer.from(bytes.buffer, bytes.byteOffset, head.length).equals(head)) {
    throw refuse(`is no float32 array of shape [${shape.join(', ')}]`);
  }
  // Copied: a view may start at an address that a Float32Array cannot have.
  return new Float32Array(bytes.slice(head.length).buffer);
}
