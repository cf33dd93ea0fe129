import type { BackendKind, ModelKind, RunStatus } from './names.ts';
import type { RunConfig } from './run-config.ts';

export type RunId = string;
export type StudyId = string;
export type SweepId = string;

export type Study = {
  readonly id: StudyId;
  readonly name: string;
  readonly preset: string | null;
  readonly createdAt: number;
};

/** Runs that were queued together and differ in the settings named by `axes` (paths as in queries: `optimizer.learningRate`). */
export type Sweep = {
  readonly id: SweepId;
  readonly name: string;
  readonly axes: readonly string[];
  readonly createdAt: number;
};

/** When a training had taken how many steps: `elapsedMs` of training, pauses left out. Both rise. */
export type LossClock = readonly { readonly steps: number; readonly elapsedMs: number }[];

/** One measured figure. `floor` is the same figure between two true draws of the same n (null where it has no meaning). */
export type Metric = {
  readonly name: string;
  readonly step: number;
  readonly value: number;
  readonly n: number;
  readonly floor: number | null;
};

/** Which backend ran and why not a better one. */
export type BackendInfo = {
  readonly kind: BackendKind;
  /** e.g. "TensorFlow 2.21.0". */
  readonly version: string;
  /** e.g. "CPU, 2 threads" or the GPU's name: short enough for the top bar. */
  readonly device: string;
  /** One sentence: why this backend and not a better one. */
  readonly why: string;
};

/** Colour slot 1–8, or 0 for grey. */
export type ColourSlot = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export type RunSummary = {
  readonly id: RunId;
  readonly name: string;
  readonly studyId: StudyId | null;
  readonly studyName: string | null;
  readonly preset: string | null;
  readonly slot: ColourSlot;
  readonly config: RunConfig;
  readonly status: RunStatus;
  /** One sentence when the status needs a reason (diverged, failed, interrupted, stopped). */
  readonly reason: string | null;
  /** Steps done. */
  readonly step: number;
  /** Unix ms. */
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Wall time from start to end of the training and its closing metrics, pauses excluded. */
  readonly durationMs: number;
  readonly backend: BackendInfo | null;
  /** Latest value of every metric. */
  readonly metrics: readonly Metric[];
  /** Best value of every metric that has a better, over all snapshots of the same n. */
  readonly best: readonly Metric[];
  /** Up to 28 values of the smoothed loss, for the sparkline. */
  readonly sparkline: readonly number[];
  readonly parameterCount: number;
  /** The user's own words for it, sorted. */
  readonly tags: readonly string[];
  /** Markdown; empty when there is none. */
  readonly note: string;
  /** A baseline that others are compared with. */
  readonly pinned: boolean;
  /** Unix ms; null when it is not in the archive. */
  readonly archivedAt: number | null;
  /** The sweep it was queued with. */
  readonly sweepId: SweepId | null;
};

export type SnapshotInfo = { readonly step: number; readonly metrics: readonly Metric[] };

/** Trajectories of fixed particles. frames is `[frameCount, particleCount, 2]`, row-major; times in [0, 1]. */
export type Trajectories = {
  readonly frames: Float32Array;
  readonly frameCount: number;
  readonly particleCount: number;
  readonly times: Float32Array;
  /** Condition of each particle: class label, radius, or 0 for an unconditional model. */
  readonly conditions: Float32Array;
};

export type Snapshot = {
  readonly step: number;
  readonly trajectories: Trajectories;
  readonly parameters: Float32Array;
};

/** Everything a run needs to go on exactly where it stopped, with its config. Flat arrays in `parameterLayout` order. */
export type Checkpoint = {
  readonly step: number;
  readonly parameters: Float32Array;
  /**
   * What the optimiser remembers, each like `parameters`: first then second moments (Adam), or the momentum (SGD), then the
   * averaged weights where the run keeps them; see `optimizer-state.ts`.
   */
  readonly moments: Float32Array;
};

/** The shape of `runs --json`: others script against it. */
export type RunListEntry = {
  readonly id: string;
  readonly name: string;
  readonly preset: string | null;
  readonly model: ModelKind;
  readonly base: string;
  readonly seed: number;
  readonly status: RunStatus;
  readonly steps: number;
  readonly backend: string | null;
  readonly durationMs: number;
  readonly metrics: Readonly<Record<string, { value: number; n: number; floor: number | null; squared: boolean }>>;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly study: string | null;
};
