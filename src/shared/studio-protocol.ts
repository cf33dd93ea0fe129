/** What the window and the command line may ask of the studio, and what it tells them. */
import { z } from 'zod';
import type { SampleResult } from './engine-protocol.ts';
import { conditionSchema } from './model/condition.ts';
import { DIRECTIONS, SOLVERS } from './model/names.ts';
import type {
  BackendInfo,
  ColourSlot,
  LossClock,
  Metric,
  RunId,
  RunSummary,
  Snapshot,
  SnapshotInfo,
  Study,
} from './model/records.ts';
import { numberField as field, runConfigSchema } from './model/run-config.ts';
import { type DataResults, dataInputs } from './protocol/data.ts';
import { type EvaluateResults, evaluateInputs } from './protocol/evaluate.ts';
import { type HistoryResults, historyInputs } from './protocol/history.ts';
import { type LibraryResults, libraryInputs } from './protocol/library.ts';
import { type MachineResults, machineInputs } from './protocol/machine.ts';
import { type MeasureResults, measureInputs } from './protocol/measure.ts';
import { type PairsResults, pairsInputs } from './protocol/pairs.ts';
import { type SolverLabResults, solverLabInputs } from './protocol/solver-lab.ts';
import { pointsSchema, type SolverResults, solverInputs } from './protocol/solvers.ts';
import { type StudyResults, studyInputs } from './protocol/studies.ts';
import { type TransferResults, transferInputs } from './protocol/transfer.ts';

const runId = z.string().min(1).max(64);
const runName = z.string().trim().min(1).max(80);
const nothing = z.strictObject({});
const oneRun = z.strictObject({ id: runId });

export const runRequestSchema = z.strictObject({ name: runName.nullable(), config: runConfigSchema });
export type RunRequest = z.infer<typeof runRequestSchema>;

/** Input of every command, parsed at the studio's door. */
export const studioInputs = {
  ...dataInputs,
  ...measureInputs,
  ...transferInputs,
  'machine.check': nothing,
  'runs.list': nothing,
  'runs.show': oneRun,
  'runs.rename': z.strictObject({ id: runId, name: runName }),
  'runs.delete': z.strictObject({ ids: z.array(runId).min(1).max(10_000) }),
  /** Takes deleted runs out of the trash. */
  'runs.restore': z.strictObject({ ids: z.array(runId).min(1).max(10_000) }),
  /** Gives a free colour to a run without one. */
  'runs.open': oneRun,
  'runs.losses': z.strictObject({ id: runId, from: z.number().int().min(0) }),
  'runs.clock': oneRun,
  'runs.snapshots': oneRun,
  'runs.snapshot': z.strictObject({ id: runId, step: z.number().int().min(0) }),
  'runs.metrics': oneRun,
  'runs.data': z.strictObject({ id: runId, n: field('samples') }),
  'runs.sample': z.strictObject({
    id: runId,
    /** Snapshot step whose parameters to use; null: the latest. */
    step: z.number().int().min(0).nullable(),
    n: field('samples'),
    steps: field('solverSteps'),
    solver: z.enum(SOLVERS),
    seed: field('seed'),
    condition: conditionSchema,
    guidance: field('guidanceWeight').optional(),
    frames: z.number().int().min(2).max(10_001),
    rtol: field('rtol').optional(),
    atol: field('atol').optional(),
    noise: field('noise').optional(),
    direction: z.enum(DIRECTIONS).optional(),
    from: pointsSchema.optional(),
    /** One of several samples that are all wanted: a newer request for the run does not take its place. */
    inTurn: z.boolean().optional(),
  }),
  'runs.field': z.strictObject({
    id: runId,
    step: z.number().int().min(0).nullable(),
    times: z.array(z.number().min(0).max(1)).min(1).max(1001),
    grid: z.number().int().min(2).max(401),
    extent: z.number().gt(0).max(1000),
    condition: conditionSchema,
    guidance: field('guidanceWeight').optional(),
  }),
  'runs.parameters': oneRun,
  'queue.add': z.strictObject({ runs: z.array(runRequestSchema).min(1).max(1000), study: runName.nullable() }),
  'queue.pause': oneRun,
  'queue.resume': oneRun,
  'queue.stop': oneRun,
  /** Takes a waiting run out of the queue (it is deleted; undo restores it). */
  'queue.remove': oneRun,
  'queue.move': z.strictObject({ id: runId, before: runId.nullable() }),
  /** Holds or releases the queue: a held queue starts no further run. */
  'queue.hold': z.strictObject({ held: z.boolean() }),
  ...studyInputs,
  ...historyInputs,
  ...evaluateInputs,
  ...libraryInputs,
  ...machineInputs,
  ...solverInputs,
  ...solverLabInputs,
  ...pairsInputs,
} as const;

export type StudioCommandName = keyof typeof studioInputs;
export type StudioInput<K extends StudioCommandName> = z.infer<(typeof studioInputs)[K]>;

export type MachineReport = {
  readonly backend: BackendInfo | null;
  /** Why there is no backend. */
  readonly backendProblem: string | null;
  /** Training steps per second of the tutorials' network at batch 128, measured on this machine; null until measured. */
  readonly stepsPerSecond: number | null;
  readonly nodeVersion: string;
  readonly sqliteVersion: string;
  readonly libraryPath: string;
  readonly libraryBytes: number;
  readonly freeBytes: number;
};

export type RunData = {
  readonly points: Float32Array;
  readonly labels: Int32Array;
  /** Continuous condition of each point, for points of the user's own that have one. */
  readonly column: Float32Array | null;
  readonly extent: number;
};

export type LossSlice = {
  readonly firstStep: number;
  readonly values: Float32Array;
};

export type StudioResults = DataResults &
  MeasureResults &
  TransferResults & {
    'machine.check': MachineReport;
    'runs.list': readonly RunSummary[];
    'runs.show': RunSummary;
    'runs.rename': RunSummary;
    'runs.delete': null;
    'runs.restore': null;
    'runs.open': { slot: ColourSlot };
    'runs.losses': LossSlice;
    'runs.clock': LossClock;
    'runs.snapshots': readonly SnapshotInfo[];
    'runs.snapshot': Snapshot;
    'runs.metrics': readonly Metric[];
    'runs.data': RunData;
    'runs.sample': SampleResult;
    'runs.field': Float32Array;
    'runs.parameters': { step: number; parameters: Float32Array };
    'queue.add': readonly RunId[];
    'queue.pause': null;
    'queue.resume': null;
    'queue.stop': null;
    'queue.remove': null;
    'queue.move': null;
    'queue.hold': null;
  } & StudyResults &
  EvaluateResults &
  HistoryResults &
  LibraryResults &
  MachineResults &
  SolverResults &
  SolverLabResults &
  PairsResults;
({}) as StudioResults satisfies Record<StudioCommandName, unknown>;

export type TrainingProgress = {
  readonly id: RunId;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly stepsPerSecond: number;
  /** Time in training so far, pauses excluded. */
  readonly elapsedMs: number;
  /** Null until it can be said. Never negative. */
  readonly remainingMs: number | null;
  readonly nextSnapshotStep: number | null;
  /** True when the engine has not spoken for 5 s. */
  readonly stalled: boolean;
};

export type StudioEvent =
  /** A run was added or anything in its summary changed. */
  | { readonly kind: 'run'; readonly run: RunSummary }
  | { readonly kind: 'run-gone'; readonly id: RunId }
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  /** Share of a solver lab that is done. */
  | { readonly kind: 'lab'; readonly id: RunId; readonly share: number }
  /** How far an evaluation is. */
  | { readonly kind: 'evaluating'; readonly id: RunId; readonly words: string; readonly share: number }
  | { readonly kind: 'losses'; readonly id: RunId; readonly firstStep: number; readonly values: Float32Array }
  | { readonly kind: 'snapshot'; readonly id: RunId; readonly info: SnapshotInfo }
  /** Share of `runs.measure` that is done, while it takes long. */
  | { readonly kind: 'measuring'; readonly id: RunId; readonly share: number }
  /** Waiting runs in order. */
  | { readonly kind: 'queue'; readonly waiting: readonly RunId[]; readonly held: boolean; readonly limit: number }
  | {
      readonly kind: 'engine';
      readonly state: 'starting' | 'ready' | 'gone';
      readonly backend: BackendInfo | null;
      readonly message: string | null;
    }
  /** Why the library can be read but not written; null: it can be written. */
  | { readonly kind: 'access'; readonly readOnly: string | null }
  /** Something the user should know: a recovered library, a full disk. Errors stay until closed. */
  | { readonly kind: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly message: string };

export type { Study };
