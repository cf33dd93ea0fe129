import type { Metric } from '../../shared/model/records.ts';
import { ChecksumError, checksum } from './bytes.ts';
import type { Database } from './sqlite.ts';

export type MetricTable = {
  /** Replaces the same metric of the same step. */
  write(runId: string, metrics: readonly Metric[]): void;
  /** By step, in the order of names. */
  all(runId: string): Metric[];
  at(runId: string, step: number): Metric[];
  /** Like `all`, without those that fail their checksum. */
  sound(runId: string): Metric[];
  /** The value at the highest step of each name. */
  latest(runId: string): Metric[];
};

type MetricRow = { step: number; name: string; value: number | null; n: number; floor: number | null; crc32: number };

export function metricTable(database: Database): MetricTable {
  const upsert = database.prepare<[string, number, string, number | null, number, number | null, number]>(
    `INSERT INTO metrics (run_id, step, name, value, n, floor, crc32) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, step, name) DO UPDATE
       SET value = excluded.value, n = excluded.n, floor = excluded.floor, crc32 = excluded.crc32`,
  );
  const selectAll = database.prepare<[string], MetricRow>(
    'SELECT step, name, value, n, floor, crc32 FROM metrics WHERE run_id = ? ORDER BY step, name',
  );
  const selectAt = database.prepare<[string, number], MetricRow>(
    'SELECT step, name, value, n, floor, crc32 FROM metrics WHERE run_id = ? AND step = ? ORDER BY name',
  );
  const selectLatest = database.prepare<[string], MetricRow>(
    'SELECT max(step) AS step, name, value, n, floor, crc32 FROM metrics WHERE run_id = ? GROUP BY name ORDER BY name',
  );
  return {
    write(runId, metrics) {
      for (const metric of metrics) {
        const { step, name, value, n, floor } = metric;
        upsert.run(runId, step, name, value, n, floor, metricChecksum(runId, metric));
      }
    },
    all: (runId) => selectAll.all(runId).map((row) => metricOf(runId, row)),
    sound: (runId) => selectAll.all(runId).flatMap((row) => soundMetric(runId, row)),
    at: (runId, step) => selectAt.all(runId, step).map((row) => metricOf(runId, row)),
    latest: (runId) => selectLatest.all(runId).map((row) => metricOf(runId, row)),
  };
}

/** SQLite keeps a NaN as NULL. Throws a ChecksumError when a figure is not what was written. */
function metricOf(runId: string, { step, name, value, n, floor, crc32 }: MetricRow): Metric {
  const metric = { name, step, value: value ?? Number.NaN, n, floor };
  if (metricChecksum(runId, metric) !== crc32) throw new ChecksumError(`the metric ${name} of step ${step}`);
  return metric;
}

function soundMetric(runId: string, row: MetricRow): Metric[] {
  try {
    return [metricOf(runId, row)];
  } catch (error) {
    if (error instanceof ChecksumError) return [];
    throw error;
  }
}

function metricChecksum(runId: string, { name, step, value, n, floor }: Metric): number {
  const numbers = new Float64Array([step, Number.isNaN(value) ? Number.NaN : value, n, floor ?? Number.NaN]);
  return checksum(Buffer.concat([Buffer.from(`${runId}/${name}`, 'utf8'), Buffer.from(numbers.buffer)]));
}
