import type { Draft } from './draft.ts';

/** Which field a finding stands under; `param.radius` is a parameter of the data, `source.radius` of the source, `path.n` of the path. */
export type FieldKey =
  | 'name'
  | 'model'
  | 'data'
  | 'dataSize'
  | 'source'
  | 'width'
  | 'depth'
  | 'learningRate'
  | 'weightDecay'
  | 'batch'
  | 'length'
  | 'seeds'
  | 'snapshotEvery'
  | 'checkpointEvery'
  | 'solverSteps'
  | 'samples'
  | 'rtol'
  | 'atol'
  | 'noise'
  | 'path'
  | 'coupling'
  | 'otBatch'
  | 'otReuse'
  | 'sinkhornEpsilon'
  | 'conditionWeight'
  | 'targetRatio'
  | 'teacher'
  | 'reflowPairs'
  | 'timeWidth'
  | 'conditionWidth'
  | 'hidden'
  | 'momentum'
  | 'beta1'
  | 'beta2'
  | 'epsilon'
  | 'warmup'
  | 'clip'
  | 'ema'
  | 'guidanceDropout'
  | 'guidanceWeight'
  | `path.${string}`
  | `source.${string}`
  | `param.${string}`;

/** Errors keep a run from starting; warnings state a consequence. A repair is what the one-click link writes. */
export type Finding = {
  readonly field: FieldKey;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly repair: { readonly label: string; readonly apply: (draft: Draft) => Draft } | null;
};
