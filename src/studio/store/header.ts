import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { APPLICATION_ID, type LibraryFiles } from './files.ts';

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

export type FileVerdict =
  | { readonly kind: 'missing' }
  | { readonly kind: 'library'; readonly version: number; readonly bytes: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'damaged'; readonly reason: string };

/**
 * Judges the database by its bytes alone. SQLite itself is no judge: opening already writes (it would delete the log
 * of an empty database), a zeroed header opens without complaint and 0 bytes count as a sound, empty database.
 */
export function inspectFiles(files: LibraryFiles): FileVerdict {
  const bytes = sizeOf(files.database);
  const logBytes = sizeOf(files.log) ?? 0;
  if (bytes === null) {
    return logBytes > 0 ? { kind: 'damaged', reason: 'the database file is missing' } : { kind: 'missing' };
  }
  // A library is built under another name and appears whole, so an empty file was never a new library.
  if (bytes < HEADER_BYTES) return { kind: 'damaged', reason: `the database file holds only ${bytes} bytes` };
  const header = readStart(files.database, HEADER_BYTES);
  if (header.toString('latin1', 0, 16) !== MAGIC) return { kind: 'damaged', reason: 'the file header is unreadable' };
  const newest = newestHeaderInLog(files.log, logBytes, pageSizeOf(header)) ?? header;
  if (newest.readUInt32BE(68) !== APPLICATION_ID) return { kind: 'foreign' };
  return { kind: 'library', version: newest.readUInt32BE(60), bytes: bytes + logBytes };
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

function readStart(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(count);
    readSync(file, bytes, 0, count, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function pageSizeOf(header: Buffer): number {
  const size = header.readUInt16BE(16);
  return size === 1 ? 65_536 : size;
}

/** Page 1 as of the last commit in the write-ahead log: the version of a library whose writer was killed stands there. */
function newestHeaderInLog(log: string, logBytes: number, pageSize: number): Buffer | null {
  if (logBytes < LOG_HEADER_BYTES + FRAME_HEADER_BYTES + pageSize) return null;
  const bytes = readFileSync(log);
  const salt = bytes.subarray(16, 24);
  let committed: Buffer | null = null;
  let pending: Buffer | null = null;
  const frame = FRAME_HEADER_BYTES + pageSize;
  for (let at = LOG_HEADER_BYTES; at + frame <= bytes.length; at += frame) {
    // Frames of an earlier, already copied round of the log carry other salts.
    if (!bytes.subarray(at + 8, at + 16).equals(salt)) break;
    if (bytes.readUInt32BE(at) === 1) {
      pending = bytes.subarray(at + FRAME_HEADER_BYTES, at + FRAME_HEADER_BYTES + HEADER_BYTES);
    }
    if (bytes.readUInt32BE(at + 4) !== 0) committed = pending;
  }
  return committed !== null && committed.toString('latin1', 0, 16) === MAGIC ? committed : null;
}
