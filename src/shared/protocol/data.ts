/** Points of the user's own: taken into the library, listed, read and removed. */
import { z } from 'zod';
import type { PointFile } from '../flow/point-file.ts';
import { MOST_FILE_BYTES, type PointFileInfo, THIRD_COLUMNS } from '../model/own-data.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const dataInputs = {
  /** Takes the content of a file into the library; the window cannot read paths, so the bytes come along. */
  'data.import': z.strictObject({
    /** The file's name: its ending says what it holds. */
    name: z.string().min(1).max(1000),
    bytes: z
      .custom<Uint8Array>((bytes) => bytes instanceof Uint8Array, 'The content of a file is due.')
      .refine((bytes) => bytes.byteLength <= MOST_FILE_BYTES, `Files up to ${MOST_FILE_BYTES / 2 ** 20} MB are taken.`),
    third: z.enum(THIRD_COLUMNS),
    /** A picture's own edges are ±3.5, as of a drawing; left out: those of its inked part. */
    whole: z.boolean().optional(),
  }),
  'data.list': z.strictObject({}),
  'data.read': z.strictObject({ hash }),
  /** Removes a file that no run uses, not even a deleted one that can still be restored. */
  'data.delete': z.strictObject({ hash }),
} as const;

export type DataResults = {
  'data.import': PointFileInfo;
  'data.list': readonly PointFileInfo[];
  'data.read': PointFile;
  'data.delete': null;
};
