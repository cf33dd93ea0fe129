import type { Snapshot } from '../../shared/model/records.ts';
import { chunkStore } from './chunks.ts';
import type { Database } from './sqlite.ts';

export type SnapshotTable = {
  /** Replaces a snapshot of the same step (training replays steps after a resume). */
  write(runId: string, snapshot: Snapshot): void;
  steps(runId: string): number[];
  /** Null when there is none at that step. Throws a ChecksumError when it is damaged. */
  read(runId: string, step: number): Snapshot | null;
  /** The parameters alone; 256 trajectories stay on the disk. */
  parameters(runId: string, step: number): Float32Array | null;
};

type SnapshotRow = { id: number; frame_count: number; particle_count: number };

export function snapshotTable(database: Database): SnapshotTable {
  const chunks = chunkStore(database, 'snapshot_chunks');
  const remove = database.prepare<[string, number]>('DELETE FROM snapshots WHERE run_id = ? AND step = ?');
  const insert = database.prepare<[string, number, number, number]>(
    'INSERT INTO snapshots (run_id, step, frame_count, particle_count) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare<[string, number], SnapshotRow>(
    'SELECT id, frame_count, particle_count FROM snapshots WHERE run_id = ? AND step = ?',
  );
  const selectSteps = database.prepare<[string], { step: number }>(
    'SELECT step FROM snapshots WHERE run_id = ? ORDER BY step',
  );
  return {
    write(runId, { step, trajectories, parameters }) {
      remove.run(runId, step);
      const { lastInsertRowid } = insert.run(runId, step, trajectories.frameCount, trajectories.particleCount);
      const id = Number(lastInsertRowid);
      chunks.write(id, 'frames', trajectories.frames);
      chunks.write(id, 'times', trajectories.times);
      chunks.write(id, 'conditions', trajectories.conditions);
      chunks.write(id, 'parameters', parameters);
    },
    steps: (runId) => selectSteps.all(runId).map((row) => row.step),
    read(runId, step) {
      const row = select.get(runId, step);
      if (row === undefined) return null;
      const part = (name: string) => chunks.read(row.id, name, `the snapshot of step ${step}`);
      return {
        step,
        trajectories: {
          frames: part('frames'),
          frameCount: row.frame_count,
          particleCount: row.particle_count,
          times: part('times'),
          conditions: part('conditions'),
        },
        parameters: part('parameters'),
      };
    },
    parameters(runId, step) {
      const row = select.get(runId, step);
      return row === undefined ? null : chunks.read(row.id, 'parameters', `the snapshot of step ${step}`);
    },
  };
}
