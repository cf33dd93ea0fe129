import type { Database } from './sqlite.ts';

/** What happened to the library and its runs, for looking back after a fault. */
export type LogEntry = {
  readonly at: number;
  readonly runId: string | null;
  readonly kind: string;
  readonly detail: string | null;
};

const KEPT = 20_000;

export type EventTable = {
  write(kind: string, runId: string | null, detail: string | null): void;
  /** Newest last. */
  ofRun(runId: string): LogEntry[];
  all(): LogEntry[];
  /** Forgets all but the newest entries. */
  prune(): void;
};

type EventRow = { at: number; run_id: string | null; kind: string; detail: string | null };

export function eventTable(database: Database, now: () => number): EventTable {
  const insert = database.prepare<[number, string | null, string, string | null]>(
    'INSERT INTO events (at, run_id, kind, detail) VALUES (?, ?, ?, ?)',
  );
  const selectOfRun = database.prepare<[string], EventRow>(
    'SELECT at, run_id, kind, detail FROM events WHERE run_id = ? ORDER BY id',
  );
  const selectAll = database.prepare<[], EventRow>('SELECT at, run_id, kind, detail FROM events ORDER BY id');
  const prune = database.prepare<[number]>('DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?');
  return {
    write: (kind, runId, detail) => void insert.run(now(), runId, kind, detail),
    ofRun: (runId) => selectOfRun.all(runId).map(entryOf),
    all: () => selectAll.all().map(entryOf),
    prune: () => void prune.run(KEPT),
  };
}

function entryOf({ at, run_id, kind, detail }: EventRow): LogEntry {
  return { at, runId: run_id, kind, detail };
}
