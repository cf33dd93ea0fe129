import type { Checkpoint } from '../../shared/model/records.ts';
import { ChecksumError } from './bytes.ts';
import { chunkStore } from './chunks.ts';
import type { Database } from './sqlite.ts';

/** Newest checkpoints kept of each run: the last one, and one before it in case the last is damaged. */
const KEPT = 2;

export type NewestCheckpoint = {
  readonly checkpoint: Checkpoint | null;
  /** Steps of newer checkpoints that failed their checksum. */
  readonly damaged: readonly number[];
};

export type CheckpointTable = {
  /** Stores it and forgets all but the newest two. */
  write(runId: string, checkpoint: Checkpoint): void;
  steps(runId: string): number[];
  /** Null when there is none at that step. Throws a ChecksumError when it is damaged. */
  read(runId: string, step: number): Checkpoint | null;
  /** The newest one whose checksum holds. */
  newest(runId: string): NewestCheckpoint;
};

type CheckpointRow = { id: number; step: number };

export function checkpointTable(database: Database): CheckpointTable {
  const chunks = chunkStore(database, 'checkpoint_chunks');
  const remove = database.prepare<[string, number]>('DELETE FROM checkpoints WHERE run_id = ? AND step = ?');
  const insert = database.prepare<[string, number]>('INSERT INTO checkpoints (run_id, step) VALUES (?, ?)');
  // By age (id), not by step: training that resumed from an older checkpoint writes lower steps again.
  const prune = database.prepare<[string, string, number]>(
    `DELETE FROM checkpoints WHERE run_id = ? AND id NOT IN
       (SELECT id FROM checkpoints WHERE run_id = ? ORDER BY id DESC LIMIT ?)`,
  );
  const select = database.prepare<[string], CheckpointRow>(
    'SELECT id, step FROM checkpoints WHERE run_id = ? ORDER BY id DESC',
  );
  const readRow = ({ id, step }: CheckpointRow): Checkpoint => {
    const what = `the checkpoint of step ${step}`;
    const parameters = chunks.read(id, 'parameters', what);
    return { step, parameters, moments: chunks.read(id, 'moments', what) };
  };
  return {
    write(runId, { step, parameters, moments }) {
      remove.run(runId, step);
      const id = Number(insert.run(runId, step).lastInsertRowid);
      chunks.write(id, 'parameters', parameters);
      chunks.write(id, 'moments', moments);
      prune.run(runId, runId, KEPT);
    },
    steps: (runId) => select.all(runId).map((row) => row.step),
    read(runId, step) {
      const row = select.all(runId).find((each) => each.step === step);
      return row === undefined ? null : readRow(row);
    },
    newest(runId) {
      const damaged: number[] = [];
      for (const row of select.all(runId)) {
        try {
          return { checkpoint: readRow(row), damaged };
        } catch (error) {
          if (!(error instanceof ChecksumError)) throw error;
          damaged.push(row.step);
        }
      }
      return { checkpoint: null, damaged };
    },
  };
}
