import type { Database } from './sqlite.ts';

/** Small facts that outlive a session, as JSON by name. */
export type SettingsTable = {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
};

export function settingsTable(database: Database): SettingsTable {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?');
  const upsert = database.prepare<[string, string]>(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    read(name) {
      const row = select.get(name);
      return row === undefined ? null : JSON.parse(row.value);
    },
    write: (name, value) => void upsert.run(name, JSON.stringify(value)),
  };
}
