import { ChecksumError } from './bytes.ts';
import { type Database, failedRead } from './sqlite.ts';
import type { StoreTables } from './tables.ts';

/** Up to this size the whole library is read and checked at every start (about 0.2 s for 64 MB). */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;
/** The records of each run are looked up one by one, about 0.2 ms a run; what is shown of more is checked when it is read. */
const MOST_CHECKED_RUNS = 2000;

/**
 * Null when the database's structure is sound, otherwise what is wrong. Larger libraries get the shallow half, unless `whole`
 * is asked for. Throws SQLite's own error where that half already meets damage.
 */
export function structureProblem(database: Database, bytes: number, whole: boolean): string | null {
  if (bytes > FULL_CHECK_BYTES && !whole) {
    // Every page of the small tables that all screens need, and the first of the others; large arrays carry their own checksums.
    database.prepare('SELECT count(*), max(updated_at), sum(length(config)) FROM runs').get();
    database.prepare('SELECT count(*) FROM studies').get();
    const tables = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    for (const table of tables) database.prepare(`SELECT * FROM "${table}" LIMIT 1`).get();
    return null;
  }
  const result = String(database.pragma('integrity_check(1)', { simple: true }));
  const unread = failedRead(result);
  if (unread !== null) throw unread;
  return result === 'ok' ? null : (result.split('\n')[0]?.replace(/^\*+ |\s+\*+$/g, '') ?? result);
}

/** Damage inside single records, as one sentence each for the user. With `mends`, figures that can be computed again are. */
export function contentProblems(tables: StoreTables, bytes: number, mends: boolean): string[] {
  const problems = isLarge(tables) ? [] : damagedSettings(tables);
  if (bytes > FULL_CHECK_BYTES) return problems;
  for (const { hash } of tables.pointFiles.list()) {
    const part = damagedPart(() => tables.pointFiles.read(hash));
    if (part !== null)
      problems.push(`${part.charAt(0).toUpperCase()}${part.slice(1)} is damaged. Import the file again.`);
  }
  if (isLarge(tables)) return problems;
  for (const run of tables.runs.list()) {
    const parts = damagedParts(tables, run.id);
    if (parts.length > 0)
      problems.push(`The run ${run.name} has damaged records: ${parts.join(', ')}. All else is intact.`);
    else if (mends) refreshLatestMetrics(tables, run.id, run.metrics);
  }
  return problems;
}

/** True when opening does not read every run: whoever lists them all for the first time does, and tells what is damaged. */
export function isLarge({ runs }: StoreTables): boolean {
  return runs.count() > MOST_CHECKED_RUNS;
}

export function damagedSettings({ runs }: StoreTables): string[] {
  return runs
    .damaged()
    .map((name) => `The settings of the run ${name} are damaged. It is kept in the library file but not shown.`);
}

/** What a read finds damaged, as the ChecksumError names it, or null. */
function damagedPart(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof ChecksumError) return error.subject;
    throw error;
  }
}

function damagedParts(tables: StoreTables, runId: string): string[] {
  const parts: string[] = [];
  const attempt = (read: () => unknown) => {
    const part = damagedPart(read);
    if (part !== null) parts.push(part);
  };
  attempt(() => tables.metrics.all(runId));
  attempt(() => tables.losses.read(runId, 0));
  for (const step of tables.snapshots.steps(runId)) attempt(() => tables.snapshots.read(runId, step));
  const { checkpoint, damaged } = tables.checkpoints.newest(runId);
  const instead = checkpoint === null ? 'none is left' : `that of step ${checkpoint.step} is used`;
  for (const step of damaged) parts.push(`the checkpoint of step ${step} (${instead})`);
  return parts;
}

/** The latest figures stand a second time in the run's row, for the list; the checksummed table is the truth. */
function refreshLatestMetrics(tables: StoreTables, runId: string, shown: unknown): void {
  const latest = tables.metrics.latest(runId);
  if (JSON.stringify(latest) !== JSON.stringify(shown)) tables.runs.update(runId, { metrics: latest });
}
