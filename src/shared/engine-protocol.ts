/** What a studio and an engine say to each other. Float arrays travel by structured clone ('advanced' serialization). */
import type { PointFile } from './flow/point-file.ts';
import type { Condition } from './model/condition.ts';
import type { Direction, SolverName } from './model/names.ts';
import type { BackendInfo, Checkpoint, Metric, Snapshot, Trajectories } from './model/records.ts';
import type { RunConfig } from './model/run-config.ts';
import type { EvaluateRequest, EvaluateResult } from './protocol/evaluate.ts';
import type { MeasureRequest } from './protocol/measure.ts';
import type { PairsRequest, PairsResult } from './protocol/pairs.ts';
import type { LikelihoodRequest, LikelihoodResult, PathDensityRequest, PathDensityResult } from './protocol/solvers.ts';
import type { Failure, Reply } from './result.ts';

export type SampleRequest = {
  readonly n: number;
  /** Solver steps from t = 0 to t = 1. */
  readonly steps: number;
  readonly solver: SolverName;
  /** Seed of the source noise: particle i of a seed is the same everywhere. */
  readonly seed: number;
  readonly condition: Condition;
  /** Guidance weight w; the run's own when left out. Only for models trained with condition dropout. */
  readonly guidance?: number | undefined;
  /** Frames kept, evenly spaced and including both ends; `steps + 1` or more keeps every frame. */
  readonly frames: number;
  /** Tolerances of the adaptive solver; the run's own when left out. */
  readonly rtol?: number | undefined;
  readonly atol?: number | undefined;
  /** Strength of Euler–Maruyama's noise; the run's own when left out. */
  readonly noise?: number | undefined;
  /** Backward goes from t = 1 to 0 and needs points to start from. Left out: forward. */
  readonly direction?: Direction | undefined;
  /** Points to start from, `[n, 2]`, in place of the source noise. */
  readonly from?: Float32Array | undefined;
  /** True: with the path energy, which costs as much again. */
  readonly energy?: boolean | undefined;
};

export type SampleResult = Trajectories & {
  /** Velocity evaluations per particle (NFE). */
  readonly evaluations: number;
  /** Steps taken, and attempts that the adaptive solver took back. */
  readonly accepted: number;
  readonly rejected: number;
  /** Times between the steps, both ends included: accepted + 1 of them. */
  readonly stepTimes: Float32Array;
  /** Times that the rejected attempts tried to reach. */
  readonly rejectedTimes: Float32Array;
  readonly durationMs: number;
  /** ∫E‖v‖²dt as the solver has it, if it was asked for and could be had; the paths of an SDE have none. */
  readonly energy?: number;
};

/** Velocity on a square grid at several times; result is `[times, grid, grid, 2]`, rows are x₂ ascending, columns x₁ ascending. */
export type FieldRequest = {
  readonly times: readonly number[];
  readonly grid: number;
  /** Half width of the grid (data units); grid points include the ends. */
  readonly extent: number;
  readonly condition: Condition;
  readonly guidance?: number | undefined;
};

/** The trained run whose flow makes the pairs of a reflow run. */
export type Teacher = { readonly config: RunConfig; readonly parameters: Float32Array };

export type BenchRequest = {
  readonly batches: readonly number[];
  readonly seconds: number;
  readonly eulerSamples: number;
  readonly eulerSteps: number;
};
/** `bench --json`: others script against it. */
export type BenchResult = {
  readonly trainStepMs: Readonly<Record<string, number>>;
  readonly eulerSeconds: number;
  readonly backend: string;
};

/** Every order and the type of its answer. `train` answers when training has started; its outcome comes as events. */
export type EngineOrders = {
  readonly train: {
    order: {
      readonly config: RunConfig;
      readonly checkpoint: Checkpoint | null;
      /** Losses recorded just before the checkpoint (50 are enough): without them the closing loss covers fewer steps. */
      readonly recentLosses?: Float32Array;
      /** Points of the user's own that the configuration names. */
      readonly files?: readonly PointFile[];
      /** Of a reflow run. */
      readonly teacher?: Teacher | undefined;
    };
    result: null;
  };
  readonly pause: { order: Record<never, never>; result: null };
  readonly resume: { order: Record<never, never>; result: null };
  /** Ends training after the current chunk, keeping a checkpoint and the closing metrics. */
  readonly stop: { order: Record<never, never>; result: null };
  /** Makes these parameters the ones that `sample`, `field` and `measure` use (a process that does not train). */
  readonly load: {
    order: {
      readonly config: RunConfig;
      readonly parameters: Float32Array;
      readonly files?: readonly PointFile[];
    };
    result: null;
  };
  readonly sample: { order: { readonly request: SampleRequest }; result: SampleResult };
  readonly field: { order: { readonly request: FieldRequest }; result: Float32Array };
  readonly likelihood: { order: { readonly request: LikelihoodRequest }; result: LikelihoodResult };
  readonly pathDensity: { order: { readonly request: PathDensityRequest }; result: PathDensityResult };
  /** `request`: measured as asked for in place of the closing evaluation's own settings. */
  readonly measure: {
    order: { readonly closing: boolean; readonly request?: MeasureRequest };
    result: readonly Metric[];
  };
  readonly evaluate: { order: { readonly request: EvaluateRequest }; result: EvaluateResult };
  readonly pairs: {
    order: {
      readonly request: PairsRequest;
      readonly teacher?: Teacher | undefined;
      readonly files?: readonly PointFile[];
    };
    result: PairsResult;
  };
  readonly bench: { order: { readonly request: BenchRequest }; result: BenchResult };
};
export type EngineOrderName = keyof EngineOrders;
export type EngineOrder = {
  [K in EngineOrderName]: { readonly kind: K; readonly id: number } & EngineOrders[K]['order'];
}[EngineOrderName];
export type EngineResult = { [K in EngineOrderName]: EngineOrders[K]['result'] }[EngineOrderName];

export type EngineEvent =
  | { readonly kind: 'ready'; readonly backend: BackendInfo }
  /** Training begins at `step` (0, or the checkpoint's). */
  | { readonly kind: 'started'; readonly step: number; readonly parameterCount: number }
  /** Loss of steps firstStep … firstStep + values.length − 1; sent after every chunk. trainMs: time spent in steps so far. */
  | { readonly kind: 'losses'; readonly firstStep: number; readonly values: Float32Array; readonly trainMs: number }
  /** Share of a measurement that is done, while one takes long. */
  | { readonly kind: 'measuring'; readonly share: number }
  | { readonly kind: 'metrics'; readonly metrics: readonly Metric[] }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** Something was measured otherwise than the run asks for, or left out: one sentence, kept with the run. */
  | { readonly kind: 'notice'; readonly step: number; readonly words: string }
  | { readonly kind: 'paused'; readonly step: number }
  | { readonly kind: 'resumed'; readonly step: number }
  /** The run is over: `finished` at its last step, `stopped` by order. Only this ends a run well. */
  | {
      readonly kind: 'done';
      readonly outcome: 'finished' | 'stopped';
      readonly step: number;
      readonly durationMs: number;
    }
  /** The loss stopped being finite at `step`; the last finite checkpoint was sent before. */
  | { readonly kind: 'diverged'; readonly step: number; readonly loss: number }
  | { readonly kind: 'failed'; readonly error: Failure }
  | { readonly kind: 'heartbeat'; readonly step: number }
  /** How far an evaluation is: what is being worked on, and the share of the whole. */
  | { readonly kind: 'evaluating'; readonly words: string; readonly share: number }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<EngineResult> };
