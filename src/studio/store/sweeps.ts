import type { Sweep } from '../../shared/model/records.ts';
import type { Database } from './sqlite.ts';

export type SweepTable = {
  insert(sweep: Sweep): void;
  /** In the order they were made. */
  list(): Sweep[];
  /** Removes sweeps that have no run left, deleted ones included. */
  removeEmpty(): void;
};

type SweepRow = { id: string; name: string; axes: string; created_at: number };

export function sweepTable(database: Database): SweepTable {
  const insert = database.prepare<[string, string, string, number]>(
    'INSERT INTO sweeps (id, name, axes, created_at) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare<[], SweepRow>(
    'SELECT id, name, axes, created_at FROM sweeps ORDER BY created_at, id',
  );
  const removeEmpty = database.prepare(
    'DELETE FROM sweeps WHERE id NOT IN (SELECT sweep_id FROM runs WHERE sweep_id IS NOT NULL)',
  );
  return {
    insert: ({ id, name, axes, createdAt }) => void insert.run(id, name, JSON.stringify(axes), createdAt),
    list: () =>
      select.all().map((row) => ({
        id: row.id,
        name: row.name,
        axes: JSON.parse(row.axes) as string[],
        createdAt: row.created_at,
      })),
    removeEmpty: () => void removeEmpty.run(),
  };
}
