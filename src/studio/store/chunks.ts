import { bytesOf, ChecksumError, checksum, floatsOf } from './bytes.ts';
import type { Database } from './sqlite.ts';

/** Large arrays are cut into pieces of this many bytes: one damaged page spoils one piece, and a write stays short. */
export const CHUNK_BYTES = 128 * 1024;

export type ChunkStore = {
  write(ownerId: number, part: string, values: Float32Array): void;
  /** Throws a ChecksumError when a piece is damaged or absent. */
  read(ownerId: number, part: string, what: string): Float32Array;
};

type ChunkRow = { readonly position: number; readonly bytes: Buffer; readonly crc32: number };

/** Pieces of the arrays that belong to a row of another table (snapshots, checkpoints or point files). */
export function chunkStore(
  database: Database,
  table: 'snapshot_chunks' | 'checkpoint_chunks' | 'point_file_chunks',
): ChunkStore {
  const insert = database.prepare<[number, string, number, Uint8Array, number]>(
    `INSERT INTO ${table} (owner_id, part, position, bytes, crc32) VALUES (?, ?, ?, ?, ?)`,
  );
  const select = database.prepare<[number, string], ChunkRow>(
    `SELECT position, bytes, crc32 FROM ${table} WHERE owner_id = ? AND part = ? ORDER BY position`,
  );
  return {
    write(ownerId, part, values) {
      const bytes = bytesOf(values);
      // An empty array is one empty piece, so that absence is always damage.
      const pieces = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
      for (let i = 0; i < pieces; i++) {
        const piece = bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES);
        insert.run(ownerId, part, i, piece, chunkChecksum(piece, i, i === pieces - 1));
      }
    },
    read(ownerId, part, what) {
      const rows = select.all(ownerId, part);
      const sound =
        rows.length > 0 &&
        rows.every((row, i) => row.position === i && chunkChecksum(row.bytes, i, i === rows.length - 1) === row.crc32);
      if (!sound) throw new ChecksumError(what);
      return floatsOf(Buffer.concat(rows.map((row) => row.bytes)));
    },
  };
}

/** The piece's place and whether it is the last count too: a lost or swapped piece fails like a flipped bit. */
function chunkChecksum(piece: Uint8Array, position: number, last: boolean): number {
  return (checksum(piece) ^ Math.imul(position * 2 + (last ? 1 : 0), 0x9e3779b1)) >>> 0;
}
