/**
 * What computes: TensorFlow by graph, or WebAssembly op by op. Everything above this interface works with plain arrays, so
 * another backend needs nothing but these functions.
 */
import type { FieldRequest, SampleRequest, SampleResult } from '../shared/engine-protocol.ts';
import type { BackendInfo, Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type {
  LikelihoodRequest,
  LikelihoodResult,
  PathDensityRequest,
  PathDensityResult,
} from '../shared/protocol/solvers.ts';
import type { LogLikelihood } from './likelihood/log-likelihood.ts';
import type { TeacherPairs } from './pairs/reflow.ts';

/** What a velocity network can be asked, with the parameters it has at that moment. */
export type FlowSampler = {
  /** Trajectories. `given`: each particle's own condition, in place of the request's. */
  sample(request: SampleRequest, given?: Float32Array | null): Promise<SampleResult>;
  /** Velocity on a grid at several times, `[times, grid, grid, 2]`. */
  field(request: FieldRequest): Promise<Float32Array>;
  likelihood(request: LikelihoodRequest): Promise<LikelihoodResult>;
  /** log p_t along the particles' paths. */
  pathDensity(request: PathDensityRequest): Promise<PathDensityResult>;
  logLikelihood(request: Omit<LikelihoodRequest, 'condition'>, conditions: Float32Array): Promise<LogLikelihood>;
};

/** A network with parameters: flat arrays in `parameterLayout` order. */
export type FlowNetwork = {
  readonly sampler: FlowSampler;
  /** The parameters that sampling uses. */
  parameters(): Float32Array;
  dispose(): void;
};

/** A network whose parameters are given. */
export type LoadedNetwork = FlowNetwork & {
  /** Other parameters for the same kind of network, which keeps what was compiled for it. */
  replace(config: RunConfig, parameters: Float32Array): void;
};

/** A network in training. */
export type TrainedNetwork = FlowNetwork & {
  readonly step: number;
  /** Steps that one chunk may have at most, and that can be taken now. */
  readonly mostSteps: number;
  readonly readySteps: number;
  /** Resolves when at least one step can be taken. */
  whenReady(): Promise<void>;
  /** Takes `count` steps and returns the loss of each. */
  run(count: number): Float32Array;
  /** The state to go on from exactly, or null when it holds a number that is not finite. */
  checkpoint(): Checkpoint | null;
};

export type Backend = {
  readonly info: BackendInfo;
  /** `taught`: the pairs of a reflow run. */
  train(config: RunConfig, checkpoint: Checkpoint | null, taught: TeacherPairs | null): TrainedNetwork;
  /** Throws a `UserError` when the parameters do not belong to the configuration's network. */
  load(config: RunConfig, parameters: Float32Array): LoadedNetwork;
};
