import type { Study } from '../../shared/model/records.ts';
import type { Database } from './sqlite.ts';

export type StudyTable = {
  insert(study: Study): void;
  read(id: string): Study | null;
  /** A study without a preset by its name, so that runs can be added to it. */
  named(name: string): Study | null;
  names(): string[];
  /** Removes studies that have no run left, deleted ones included. */
  removeEmpty(): void;
};

type StudyRow = { id: string; name: string; preset: string | null; created_at: number };

export function studyTable(database: Database): StudyTable {
  const insert = database.prepare<[string, string, string | null, number]>(
    'INSERT INTO studies (id, name, preset, created_at) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare<[string], StudyRow>('SELECT * FROM studies WHERE id = ?');
  const selectNamed = database.prepare<[string], StudyRow>(
    'SELECT * FROM studies WHERE name = ? AND preset IS NULL ORDER BY created_at DESC',
  );
  const selectNames = database.prepare<[], { name: string }>('SELECT name FROM studies');
  const removeEmpty = database.prepare(
    'DELETE FROM studies WHERE id NOT IN (SELECT study_id FROM runs WHERE study_id IS NOT NULL)',
  );
  return {
    insert: ({ id, name, preset, createdAt }) => void insert.run(id, name, preset, createdAt),
    read: (id) => studyOf(select.get(id)),
    named: (name) => studyOf(selectNamed.get(name)),
    names: () => selectNames.all().map((row) => row.name),
    removeEmpty: () => void removeEmpty.run(),
  };
}

function studyOf(row: StudyRow | undefined): Study | null {
  return row === undefined ? null : { id: row.id, name: row.name, preset: row.preset, createdAt: row.created_at };
}
