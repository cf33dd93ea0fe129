import type { RunId } from '../../shared/model/records.ts';
import type { Database } from './sqlite.ts';

export type SizeTable = {
  /** Bytes of everything recorded of the runs: curves, figures, snapshots and checkpoints. */
  of(ids: readonly RunId[]): number;
};

export function sizeTable(database: Database): SizeTable {
  const one = database
    .prepare<{ id: string }, number>(
      `SELECT coalesce((SELECT sum(length(config) + length(metrics) + length(sparkline) + length(note)) FROM runs WHERE id = @id), 0)
        + coalesce((SELECT sum(length(bytes)) FROM losses WHERE run_id = @id), 0)
        + coalesce((SELECT count(*) * 40 FROM metrics WHERE run_id = @id), 0)
        + coalesce((SELECT sum(length(bytes)) FROM snapshot_chunks
            WHERE owner_id IN (SELECT id FROM snapshots WHERE run_id = @id)), 0)
        + coalesce((SELECT sum(length(bytes)) FROM checkpoint_chunks
            WHERE owner_id IN (SELECT id FROM checkpoints WHERE run_id = @id)), 0)`,
    )
    .pluck();
  return { of: (ids) => ids.reduce((sum, id) => sum + (one.get({ id }) ?? 0), 0) };
}
