import type { Migration } from './migration.ts';

/**
 * What a user says about runs: tags, a note, a pin, the archive; and sweeps, the runs that were queued together.
 * `revision` counts the writes of a run, so that a list read before knows which rows are still as they were; `best` is
 * the best figure of every name over the training (null: not yet worked out from the table of metrics).
 */
export const keptLibrary: Migration = {
  version: 2,
  title: 'kept library',
  sql: `
CREATE TABLE sweeps (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  axes TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
ALTER TABLE runs ADD COLUMN archived_at INTEGER;
ALTER TABLE runs ADD COLUMN sweep_id TEXT REFERENCES sweeps (id) ON DELETE SET NULL;
ALTER TABLE runs ADD COLUMN best TEXT;
ALTER TABLE runs ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE INDEX runs_by_sweep ON runs (sweep_id);
CREATE INDEX runs_listed ON runs (sequence, id, revision) WHERE deleted_at IS NULL;
CREATE INDEX runs_by_position ON runs (position) WHERE position IS NOT NULL;
CREATE INDEX runs_by_slot ON runs (slot) WHERE slot > 0 AND deleted_at IS NULL;
CREATE INDEX runs_in_trash ON runs (deleted_at) WHERE deleted_at IS NOT NULL;
`,
};
