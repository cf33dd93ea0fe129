import { type CheckpointTable, checkpointTable } from './checkpoints.ts';
import { type EventTable, eventTable } from './events.ts';
import { type LossTable, lossTable } from './losses.ts';
import { type MetricTable, metricTable } from './metrics.ts';
import { type PointFileTable, pointFileTable } from './point-files.ts';
import { type ProvenanceTable, provenanceTable } from './provenance.ts';
import { type RunTable, runTable } from './runs.ts';
import { type SettingsTable, settingsTable } from './settings.ts';
import { type SizeTable, sizeTable } from './sizes.ts';
import { type SnapshotTable, snapshotTable } from './snapshots.ts';
import type { Database } from './sqlite.ts';
import { type StudyTable, studyTable } from './studies.ts';
import { type SweepTable, sweepTable } from './sweeps.ts';

export type StoreTables = {
  readonly studies: StudyTable;
  readonly sweeps: SweepTable;
  readonly runs: RunTable;
  readonly metrics: MetricTable;
  readonly losses: LossTable;
  readonly snapshots: SnapshotTable;
  readonly checkpoints: CheckpointTable;
  readonly events: EventTable;
  readonly settings: SettingsTable;
  readonly pointFiles: PointFileTable;
  readonly provenance: ProvenanceTable;
  readonly sizes: SizeTable;
};

export function storeTables(database: Database, now: () => number): StoreTables {
  return {
    studies: studyTable(database),
    sweeps: sweepTable(database),
    runs: runTable(database, now),
    metrics: metricTable(database),
    losses: lossTable(database),
    snapshots: snapshotTable(database),
    checkpoints: checkpointTable(database),
    events: eventTable(database, now),
    settings: settingsTable(database),
    pointFiles: pointFileTable(database),
    provenance: provenanceTable(database),
    sizes: sizeTable(database),
  };
}
