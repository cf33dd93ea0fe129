import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { SettingsValues } from './settings-values.ts';

/** The numbers of a draft as typed; null where a field is not right yet. */
export type DraftValues = {
  readonly params: Readonly<Record<string, number>> | null;
  /** Only what is not a default, or what the run had said. */
  readonly sourceParams: Readonly<Record<string, number>> | null;
  readonly dataSize: number | null;
  readonly batch: number | null;
  readonly steps: number | null;
  readonly width: number | null;
  readonly depth: number | null;
  readonly learningRate: number | null;
  readonly weightDecay: number | null;
  readonly snapshotEvery: number | null;
  readonly checkpointEvery: number | null;
  readonly solverSteps: number | null;
  readonly samples: number | null;
  readonly seeds: readonly number[] | null;
  readonly coupling: RunConfig['coupling'] | null;
  readonly settings: SettingsValues | null;
};
