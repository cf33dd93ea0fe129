import type { Migration } from './migration.ts';

/** Training time (ms, pauses left out) when the last loss of a block was recorded; null in blocks of older versions. */
export const lossClock: Migration = {
  version: 4,
  title: 'the time of every stretch of a loss curve',
  sql: 'ALTER TABLE losses ADD COLUMN elapsed_ms REAL CHECK (elapsed_ms >= 0);',
};
