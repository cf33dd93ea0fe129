import type { LossClock } from '../../shared/model/records.ts';
import { bytesOf, ChecksumError, checksum, floatsOf } from './bytes.ts';
import type { Database } from './sqlite.ts';

/** Losses of this many steps share a row. */
export const BLOCK_STEPS = 256;

export type LossTable = {
  /**
   * Loss of steps firstStep, firstStep + 1, …; steps replayed after a resume take the place of the same steps. `elapsedMs` is
   * the training time when the last of them was taken; null where nobody knows it.
   */
  write(runId: string, firstStep: number, values: Float32Array, elapsedMs: number | null): void;
  /** When how many steps were taken, a point a stored block; empty for runs that an older version trained. */
  clock(runId: string): LossClock;
  /** Times of losses that are there already: those of an imported run. */
  setClock(runId: string, clock: LossClock): void;
  /** Every loss of steps from `from` on; steps never recorded are NaN. */
  read(runId: string, from: number): { readonly firstStep: number; readonly values: Float32Array };
};

type BlockRow = { readonly block: number; readonly count: number; readonly bytes: Buffer; readonly crc32: number };

export function lossTable(database: Database): LossTable {
  const select = database.prepare<[string, number], BlockRow>(
    'SELECT block, count, bytes, crc32 FROM losses WHERE run_id = ? AND block = ?',
  );
  const selectFrom = database.prepare<[string, number], BlockRow>(
    'SELECT block, count, bytes, crc32 FROM losses WHERE run_id = ? AND block >= ? ORDER BY block',
  );
  const upsert = database.prepare<[string, number, number, Uint8Array, number, number | null]>(
    `INSERT INTO losses (run_id, block, count, bytes, crc32, elapsed_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, block) DO UPDATE SET count = excluded.count, bytes = excluded.bytes, crc32 = excluded.crc32,
       elapsed_ms = excluded.elapsed_ms`,
  );
  // Only the last block may be short: that is also what the losses of an imported run are cut into.
  const selectClock = database.prepare<[string], { readonly steps: number; readonly elapsedMs: number }>(
    `SELECT block * ${BLOCK_STEPS} + iif(lead(block) OVER (ORDER BY block) IS NULL, count, ${BLOCK_STEPS}) AS steps,
       elapsed_ms AS elapsedMs FROM losses WHERE run_id = ? AND elapsed_ms IS NOT NULL ORDER BY block`,
  );
  const updateClock = database.prepare<[number, string, number]>(
    'UPDATE losses SET elapsed_ms = ? WHERE run_id = ? AND block = ?',
  );

  const merge = (
    runId: string,
    block: number,
    offset: number,
    values: Float32Array,
    elapsedMs: number | null,
  ): void => {
    const row = select.get(runId, block);
    // A damaged block cannot be merged with; its losses are lost, the new ones are not.
    const before = row === undefined || !sound(row) ? new Float32Array(0) : floatsOf(row.bytes);
    const merged = new Float32Array(Math.max(before.length, offset + values.length)).fill(Number.NaN);
    merged.set(before);
    merged.set(values, offset);
    const bytes = bytesOf(merged);
    // As exact as a bundle holds it, so that a run that travelled is the same run.
    upsert.run(runId, block, merged.length, bytes, checksum(bytes), elapsedMs === null ? null : Math.fround(elapsedMs));
  };

  return {
    write(runId, firstStep, values, elapsedMs) {
      for (let done = 0; done < values.length; ) {
        const step = firstStep + done;
        const offset = step % BLOCK_STEPS;
        const count = Math.min(BLOCK_STEPS - offset, values.length - done);
        merge(runId, Math.floor(step / BLOCK_STEPS), offset, values.subarray(done, done + count), elapsedMs);
        done += count;
      }
    },
    clock(runId) {
      const rising: LossClock[number][] = [];
      for (const point of selectClock.all(runId)) {
        // Blocks that a killed training got further with are older than those replayed since, until they are replayed too.
        if (point.elapsedMs < (rising.at(-1)?.elapsedMs ?? 0)) break;
        rising.push(point);
      }
      return rising;
    },
    setClock(runId, clock) {
      for (const { steps, elapsedMs } of clock) {
        updateClock.run(elapsedMs, runId, Math.floor((steps - 1) / BLOCK_STEPS));
      }
    },
    read(runId, from) {
      const firstBlock = Math.floor(from / BLOCK_STEPS);
      const rows = selectFrom.all(runId, firstBlock);
      const last = rows.at(-1);
      if (last === undefined) return { firstStep: from, values: new Float32Array(0) };
      const base = firstBlock * BLOCK_STEPS;
      const all = new Float32Array(last.block * BLOCK_STEPS + last.count - base).fill(Number.NaN);
      for (const row of rows) {
        if (!sound(row)) throw new ChecksumError('a stretch of the loss curve');
        all.set(floatsOf(row.bytes), row.block * BLOCK_STEPS - base);
      }
      return { firstStep: from, values: all.slice(Math.min(from - base, all.length)) };
    },
  };
}

function sound(row: BlockRow): boolean {
  return checksum(row.bytes) === row.crc32 && row.bytes.length === row.count * 4;
}
