import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { ChecksumError } from './bytes.ts';
import {
  COLUMN_OF,
  configChecksum,
  isPatchKey,
  type NewRun,
  RUN_COLUMNS,
  type RunPatch,
  type RunRow,
  runOfRow,
  type SqlValue,
  type StoredRun,
  sqlValueOf,
} from './run-row.ts';
import type { Database, Statement } from './sqlite.ts';

export type RunTable = {
  /** Adds a waiting run at the end of the list and of the queue. */
  insert(run: NewRun): void;
  update(id: RunId, patch: RunPatch): void;
  /** Deleted ones too. Null when there is none. */
  read(id: RunId): StoredRun | null;
  /** Runs that are not deleted, in the order of creation. One whose stored configuration is damaged is left out. */
  list(): RunSummary[];
  /** How many `list` would give, damaged ones included. */
  count(): number;
  /**
   * A beginning of a large library: the newest ones, those that wait or train, and `also`, in the order of creation. Read and
   * checked like `list`, which does not do it again.
   */
  newest(most: number, also: RunId | null): RunSummary[];
  /** Waiting runs in queue order. */
  waiting(): { readonly id: RunId; readonly owner: string | null }[];
  /** Runs that a studio queued or trains, deleted ones too. */
  inWork(): {
    readonly id: RunId;
    readonly status: string;
    readonly owner: string | null;
    readonly startedAt: number | null;
  }[];
  /** Names of runs that are not deleted. */
  names(): string[];
  /** Colour slots that visible runs hold. */
  slots(): number[];
  /** The revision of every run, deleted ones too: it grows with each write. */
  revisions(): ReadonlyMap<RunId, number>;
  nextPosition(): number;
  /** Deleted runs, the newest deletion first. */
  trash(): StoredRun[];
  /** Removes deleted runs for good, with everything recorded of them: all, or those of `ids`. Returns how many. */
  emptyTrash(ids: readonly RunId[] | null): number;
  /** Runs with figures whose best ones have not been worked out: of a library that an older version wrote. */
  withoutBest(): RunId[];
  /** Names of runs whose stored configuration fails its checksum. */
  damaged(): string[];
};

const FEW_ROWS = 64;
const FROM = 'FROM runs LEFT JOIN studies ON studies.id = runs.study_id';

export function runTable(database: Database, now: () => number): RunTable {
  const insert = database.prepare<SqlValue[]>(
    `INSERT INTO runs (id, sequence, name, study_id, slot, config, config_crc32, seed, parameter_count, status,
       position, owner, sweep_id, created_at, updated_at)
     VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM runs), ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare<[string], RunRow>(`SELECT ${RUN_COLUMNS} ${FROM} WHERE runs.id = ?`);
  const selectWaiting = database.prepare<[], { id: string; owner: string | null }>(
    "SELECT id, owner FROM runs WHERE status = 'queued' AND deleted_at IS NULL ORDER BY position, sequence",
  );
  const selectInWork = database.prepare<
    [],
    { id: string; status: string; owner: string | null; startedAt: number | null }
  >(
    "SELECT id, status, owner, started_at AS startedAt FROM runs WHERE status IN ('queued', 'training', 'paused') ORDER BY position, sequence",
  );
  const selectNames = database.prepare<[], string>('SELECT name FROM runs WHERE deleted_at IS NULL').pluck();
  const selectSlots = database
    .prepare<[], number>('SELECT slot FROM runs WHERE deleted_at IS NULL AND slot > 0')
    .pluck();
  const selectRevisions = database.prepare<[], [RunId, number]>('SELECT id, revision FROM runs').raw();
  const selectPosition = database
    .prepare<[], number>('SELECT coalesce(max(position), 0) + 1 FROM runs WHERE position IS NOT NULL')
    .pluck();
  const selectTrash = database.prepare<[], RunRow>(
    `SELECT ${RUN_COLUMNS} ${FROM} WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, sequence DESC`,
  );
  const emptyTrash = database.prepare('DELETE FROM runs WHERE deleted_at IS NOT NULL');
  const removeTrashed = database.prepare<[string]>('DELETE FROM runs WHERE deleted_at IS NOT NULL AND id = ?');
  const selectWithoutBest = database
    .prepare<[], string>(
      'SELECT id FROM runs WHERE best IS NULL AND EXISTS (SELECT 1 FROM metrics WHERE run_id = runs.id)',
    )
    .pluck();
  const selectCount = database.prepare<[], number>('SELECT count(*) FROM runs WHERE deleted_at IS NULL').pluck();
  const selectNewest = database.prepare<[number, RunId | null], RunRow>(
    `SELECT ${RUN_COLUMNS} ${FROM} WHERE deleted_at IS NULL AND runs.id IN (
       SELECT id FROM (SELECT id FROM runs WHERE deleted_at IS NULL ORDER BY sequence DESC LIMIT ?)
       UNION SELECT id FROM runs WHERE status IN ('queued', 'training', 'paused')
       UNION SELECT ?) ORDER BY sequence`,
  );
  const { listed, parsedOnce } = listedRuns(database, select);
  const updates = new Map<string, Statement<SqlValue[]>>();

  const updateOf = (keys: readonly (keyof RunPatch)[]): Statement<SqlValue[]> => {
    const sets = keys.map((key) => `${COLUMN_OF[key]} = ?`).join(', ');
    const known = updates.get(sets);
    if (known !== undefined) return known;
    const statement = database.prepare<SqlValue[]>(
      `UPDATE runs SET ${sets}, updated_at = ?, revision = revision + 1 WHERE id = ?`,
    );
    updates.set(sets, statement);
    return statement;
  };
  const nextPosition = () => selectPosition.get() ?? 1;

  return {
    insert(run) {
      const config = JSON.stringify(run.config);
      const identity = [run.id, run.name, run.studyId, run.slot, config, configChecksum(config)];
      const work = [run.config.seed, run.parameterCount, nextPosition(), run.owner, run.sweepId ?? null];
      insert.run(...identity, ...work, run.createdAt, now());
    },
    update(id, patch) {
      const keys = Object.keys(patch).filter(isPatchKey);
      if (keys.length === 0) return;
      updateOf(keys).run(...keys.map((key) => sqlValueOf(patch, key)), now(), id);
    },
    read(id) {
      const row = select.get(id);
      return row === undefined ? null : runOfRow(row);
    },
    list: () => listed().flatMap(({ run }) => run?.summary ?? []),
    count: () => selectCount.get() ?? 0,
    newest: (most, also) => selectNewest.all(most, also).flatMap((row) => parsedOnce(row).run?.summary ?? []),
    waiting: () => selectWaiting.all(),
    inWork: () => selectInWork.all(),
    names: () => selectNames.all(),
    slots: () => selectSlots.all(),
    revisions: () => new Map(selectRevisions.all()),
    nextPosition,
    trash: () => selectTrash.all().flatMap((row) => soundRun(row) ?? []),
    emptyTrash: (ids) =>
      ids === null ? emptyTrash.run().changes : ids.reduce((sum, id) => sum + removeTrashed.run(id).changes, 0),
    withoutBest: () => selectWithoutBest.all(),
    damaged: () => listed().flatMap(({ run, name }) => (run === null ? [name] : [])),
  };
}

type ListedRun = { readonly revision: number; readonly name: string; readonly run: StoredRun | null };

/**
 * Visible runs in order. A row is read and parsed once for each revision of it: a library of thousands costs one walk
 * over an index, and only what changed is read again, whichever process changed it.
 */
function listedRuns(
  database: Database,
  select: Statement<[string], RunRow>,
): { readonly listed: () => readonly ListedRun[]; readonly parsedOnce: (row: RunRow) => ListedRun } {
  const selectListed = database.prepare<[], { id: string; revision: number }>(
    'SELECT id, revision FROM runs WHERE deleted_at IS NULL ORDER BY sequence',
  );
  const selectVisible = database.prepare<[], RunRow>(
    `SELECT ${RUN_COLUMNS} ${FROM} WHERE deleted_at IS NULL ORDER BY sequence`,
  );
  let known = new Map<RunId, ListedRun>();
  const parsedOnce = (row: RunRow): ListedRun => {
    const before = known.get(row.id);
    if (before?.revision === row.revision) return before;
    const run = { revision: row.revision, name: row.name, run: soundRun(row) };
    known.set(row.id, run);
    return run;
  };
  const all = (): readonly ListedRun[] => {
    const listed = selectListed.all();
    const changed = listed.filter(({ id, revision }) => known.get(id)?.revision !== revision);
    // Reading many rows one by one takes six times as long as reading all of them in one go.
    const rows = changed.length > FEW_ROWS ? selectVisible.all() : changed.flatMap(({ id }) => select.get(id) ?? []);
    const read = new Map(rows.map((row) => [row.id, row]));
    const next = new Map<RunId, ListedRun>();
    for (const { id } of listed) {
      const before = known.get(id);
      const row = read.get(id);
      if (row) next.set(id, parsedOnce(row));
      else if (before) next.set(id, before);
    }
    known = next;
    return [...next.values()];
  };
  return { listed: all, parsedOnce };
}

function soundRun(row: RunRow): StoredRun | null {
  try {
    return runOfRow(row);
  } catch (error) {
    if (error instanceof ChecksumError) return null;
    throw error;
  }
}
