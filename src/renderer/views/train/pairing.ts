import { pairsByCost } from '../../../shared/model/coupling-problem.ts';
import { USUAL_REUSE } from '../../../shared/model/coupling-reuse.ts';
import type { CouplingKind } from '../../../shared/model/names.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { typedNumber } from './typed-number.ts';

/** Parameters of the coupling as typed. */
export type Pairing = {
  /** Empty: the batch. */
  readonly otBatch: string;
  /** Times each pair is used. */
  readonly reuse: string;
  readonly epsilon: string;
  /** Empty: searched for the target ratio. */
  readonly conditionWeight: string;
  readonly targetRatio: string;
  readonly teacher: string | null;
  readonly reflowPairs: string;
};

export const COUPLING_LABELS: Readonly<Record<CouplingKind, string>> = {
  independent: 'Independent',
  ot: 'Minibatch OT',
  sinkhorn: 'Sinkhorn',
  'class-ot': 'OT per class',
  c2ot: 'Condition-aware OT',
  reflow: 'Reflow of a run',
};

const orEmpty = (value: number | null) => (value === null ? '' : typedNumber(value));

export function pairingOf({ coupling }: Pick<RunConfig, 'coupling'>): Pairing {
  return {
    otBatch: orEmpty(coupling.batch),
    // Of a run that makes no pairs by cost: what it would begin with.
    reuse: typedNumber(pairsByCost({ coupling }) ? coupling.reuse : USUAL_REUSE),
    epsilon: typedNumber(coupling.epsilon),
    conditionWeight: orEmpty(coupling.conditionWeight),
    targetRatio: typedNumber(coupling.targetRatio),
    teacher: coupling.teacher,
    reflowPairs: typedNumber(coupling.pairs),
  };
}
