import type { Migration } from './migration.ts';

/** The first shape of a library. Times are Unix milliseconds, arrays little-endian float32 with their CRC-32. */
export const library: Migration = {
  version: 1,
  title: 'library',
  sql: `
CREATE TABLE studies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  preset TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  study_id TEXT REFERENCES studies (id) ON DELETE SET NULL,
  slot INTEGER NOT NULL DEFAULT 0 CHECK (slot BETWEEN 0 AND 8),
  config TEXT NOT NULL,
  config_crc32 INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  parameter_count INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('queued', 'training', 'paused', 'finished', 'stopped', 'diverged', 'failed', 'interrupted')),
  outcome TEXT,
  reason TEXT,
  step INTEGER NOT NULL DEFAULT 0,
  position INTEGER,
  owner TEXT,
  backend TEXT,
  versions TEXT,
  metrics TEXT NOT NULL DEFAULT '[]',
  sparkline BLOB NOT NULL DEFAULT x'',
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  duration_ms REAL NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX runs_by_status ON runs (status, position);
CREATE INDEX runs_by_update ON runs (updated_at);

CREATE TABLE metrics (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  name TEXT NOT NULL,
  value REAL,
  n INTEGER NOT NULL,
  floor REAL,
  crc32 INTEGER NOT NULL,
  PRIMARY KEY (run_id, step, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE losses (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  block INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 256),
  bytes BLOB NOT NULL,
  crc32 INTEGER NOT NULL,
  PRIMARY KEY (run_id, block)
) STRICT;

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  frame_count INTEGER NOT NULL,
  particle_count INTEGER NOT NULL,
  UNIQUE (run_id, step)
) STRICT;
CREATE TABLE snapshot_chunks (
  owner_id INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  crc32 INTEGER NOT NULL,
  PRIMARY KEY (owner_id, part, position)
) STRICT;

CREATE TABLE checkpoints (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  UNIQUE (run_id, step)
) STRICT;
CREATE TABLE checkpoint_chunks (
  owner_id INTEGER NOT NULL REFERENCES checkpoints (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  crc32 INTEGER NOT NULL,
  PRIMARY KEY (owner_id, part, position)
) STRICT;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  run_id TEXT,
  kind TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX events_by_run ON events (run_id, id);

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
