import type { Migration } from './migration.ts';

/** Points of the user's own, named by their content: configurations of runs hold the hash. */
export const pointFiles: Migration = {
  version: 3,
  title: 'points of the user’s own',
  sql: `
CREATE TABLE point_files (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  points INTEGER NOT NULL CHECK (points > 0),
  classes INTEGER NOT NULL CHECK (classes > 0),
  has_labels INTEGER NOT NULL CHECK (has_labels IN (0, 1)),
  has_column INTEGER NOT NULL CHECK (has_column IN (0, 1)),
  cell REAL NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE point_file_chunks (
  owner_id INTEGER NOT NULL REFERENCES point_files (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  crc32 INTEGER NOT NULL,
  PRIMARY KEY (owner_id, part, position)
) STRICT;
`,
};
