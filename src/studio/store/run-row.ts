import type { RunStatus } from '../../shared/model/names.ts';
import type {
  BackendInfo,
  ColourSlot,
  Metric,
  RunId,
  RunSummary,
  StudyId,
  SweepId,
} from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { bytesOf, ChecksumError, checksumOfText, floatsOf } from './bytes.ts';
import { storedConfig } from './stored-config.ts';

/** Which programs trained a run. */
export type RunVersions = { readonly app: string; readonly node: string; readonly sqlite: string };

/** A run as stored: its summary and what only the studio needs. */
export type StoredRun = {
  readonly summary: RunSummary;
  /** The studio that queued or trains it (see owner.ts). */
  readonly owner: string | null;
  readonly deletedAt: number | null;
};

export type NewRun = {
  readonly id: RunId;
  readonly name: string;
  readonly studyId: StudyId | null;
  readonly slot: ColourSlot;
  readonly config: RunConfig;
  readonly parameterCount: number;
  readonly owner: string;
  readonly createdAt: number;
  readonly sweepId?: SweepId | null;
};

/** What may change in a stored run; only the keys present are written. */
export type RunPatch = {
  readonly name?: string;
  readonly slot?: ColourSlot;
  readonly status?: RunStatus;
  /** How the last training ended; it outlives being queued again. */
  readonly outcome?: RunStatus | null;
  readonly reason?: string | null;
  readonly step?: number;
  readonly position?: number | null;
  readonly owner?: string | null;
  readonly backend?: BackendInfo;
  readonly versions?: RunVersions;
  readonly metrics?: readonly Metric[];
  readonly best?: readonly Metric[];
  readonly sparkline?: readonly number[];
  readonly parameterCount?: number;
  readonly startedAt?: number;
  readonly finishedAt?: number | null;
  readonly durationMs?: number;
  readonly deletedAt?: number | null;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly pinned?: boolean;
  readonly archivedAt?: number | null;
};

export type RunRow = {
  id: string;
  name: string;
  study_id: string | null;
  study_name: string | null;
  preset: string | null;
  slot: number;
  config: string;
  config_crc32: number;
  parameter_count: number;
  status: string;
  reason: string | null;
  step: number;
  owner: string | null;
  backend: string | null;
  metrics: string;
  sparkline: Buffer;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  duration_ms: number;
  deleted_at: number | null;
  tags: string;
  note: string;
  pinned: number;
  archived_at: number | null;
  sweep_id: string | null;
  best: string | null;
  revision: number;
};

export const RUN_COLUMNS = `runs.id, runs.name, study_id, studies.name AS study_name, studies.preset, slot, config,
  config_crc32, parameter_count, status, reason, step, owner, backend, metrics, sparkline, runs.created_at, started_at,
  finished_at, duration_ms, deleted_at, tags, note, pinned, archived_at, sweep_id, best, revision`;

export const COLUMN_OF = {
  name: 'name',
  slot: 'slot',
  status: 'status',
  outcome: 'outcome',
  reason: 'reason',
  step: 'step',
  position: 'position',
  owner: 'owner',
  backend: 'backend',
  versions: 'versions',
  metrics: 'metrics',
  sparkline: 'sparkline',
  parameterCount: 'parameter_count',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  durationMs: 'duration_ms',
  deletedAt: 'deleted_at',
  best: 'best',
  tags: 'tags',
  note: 'note',
  pinned: 'pinned',
  archivedAt: 'archived_at',
} as const satisfies Record<keyof RunPatch, string>;

export type SqlValue = string | number | null | Uint8Array;

export function isPatchKey(key: string): key is keyof RunPatch {
  return Object.hasOwn(COLUMN_OF, key);
}

export function sqlValueOf(patch: RunPatch, key: keyof RunPatch): SqlValue {
  switch (key) {
    case 'sparkline':
      return bytesOf(Float32Array.from(patch.sparkline ?? []));
    case 'backend':
    case 'versions':
    case 'metrics':
    case 'best':
    case 'tags':
      return JSON.stringify(patch[key]);
    case 'pinned':
      return patch.pinned ? 1 : 0;
    default:
      return patch[key] ?? null;
  }
}

export function configChecksum(config: string): number {
  return checksumOfText(config);
}

/** JSON that the studio wrote itself; what does not parse any more is damage. */
function parsed<T>(json: string, what: string): T {
  return orDamaged(() => JSON.parse(json) as T, what);
}

function orDamaged<T>(read: () => T, what: string): T {
  try {
    return read();
  } catch {
    throw new ChecksumError(what);
  }
}

/** Throws a ChecksumError when the stored configuration is not what was written. */
export function runOfRow(row: RunRow): StoredRun {
  if (configChecksum(row.config) !== row.config_crc32) throw new ChecksumError(`the configuration of ${row.name}`);
  return {
    owner: row.owner,
    deletedAt: row.deleted_at,
    summary: {
      id: row.id,
      name: row.name,
      studyId: row.study_id,
      studyName: row.study_name,
      preset: row.preset,
      // The table's CHECK constraints hold these two to their unions.
      slot: row.slot as ColourSlot,
      status: row.status as RunStatus,
      config: orDamaged(() => storedConfig(row.config), `the configuration of ${row.name}`),
      reason: row.reason,
      step: row.step,
      createdAt: row.created_at,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      durationMs: row.duration_ms,
      backend: row.backend === null ? null : parsed<BackendInfo>(row.backend, `the record of ${row.name}`),
      metrics: metricsOf(row.metrics, row.name),
      best: metricsOf(row.best ?? '[]', row.name),
      sparkline: Array.from(floatsOf(row.sparkline)),
      parameterCount: row.parameter_count,
      tags: row.tags === '[]' ? [] : parsed<string[]>(row.tags, `the tags of ${row.name}`),
      note: row.note,
      pinned: row.pinned === 1,
      archivedAt: row.archived_at,
      sweepId: row.sweep_id,
    },
  };
}

/** JSON writes a NaN as null. */
function metricsOf(json: string, name: string): Metric[] {
  if (json === '[]') return [];
  const stored = parsed<(Omit<Metric, 'value'> & { value: number | null })[]>(json, `the record of ${name}`);
  for (const metric of stored) metric.value ??= Number.NaN;
  return stored as Metric[];
}
