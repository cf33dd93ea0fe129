import type { RunStatus } from '../../shared/model/names.ts';
import type { RunVersions } from './run-row.ts';
import type { Database } from './sqlite.ts';

/** Where a run came from: what only exports and replays ask for. */
export type Provenance = { readonly versions: RunVersions | null; readonly outcome: RunStatus | null };

export type ProvenanceTable = { read(runId: string): Provenance };

export function provenanceTable(database: Database): ProvenanceTable {
  const select = database.prepare<[string], { versions: string | null; outcome: string | null }>(
    'SELECT versions, outcome FROM runs WHERE id = ?',
  );
  return {
    read(runId) {
      const row = select.get(runId);
      if (row === undefined) return { versions: null, outcome: null };
      return {
        versions: row.versions === null ? null : (JSON.parse(row.versions) as RunVersions),
        // The studio writes nothing but statuses here.
        outcome: row.outcome as RunStatus | null,
      };
    },
  };
}
