import {
  classesToPairWithin,
  conditionToBeAwareOf,
  otBatchIsCut,
  pairsFillBatch,
  sinkhornFits,
  teacherIsNamed,
} from '../../../shared/model/coupling-problem.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { Draft } from './draft.ts';
import type { FieldKey, Finding } from './findings.ts';
import { typedNumber } from './typed-number.ts';

const use = (kind: Draft['coupling'], label: string): Finding['repair'] => ({
  label,
  apply: (now) => ({ ...now, coupling: kind }),
});

/** What the coupling and the rest of the form say together. */
export function couplingFindings(config: RunConfig): Finding[] {
  const { batch, model, coupling } = config;
  const error = (field: FieldKey, message: string | null, repair: Finding['repair']): Finding | null =>
    message === null ? null : { field, level: 'error', message, repair };
  const whole = typedNumber(Math.max(1, Math.round((coupling.batch ?? batch) / batch)) * batch);
  const setBatch = (label: string, otBatch: string): Finding['repair'] => ({
    label,
    apply: (now) => ({ ...now, pairing: { ...now.pairing, otBatch } }),
  });
  const found = [
    error('otBatch', otBatchIsCut(config), setBatch(`Use ${whole}`, whole)),
    error('otBatch', sinkhornFits(config), use('ot', 'Use minibatch OT')),
    error('coupling', classesToPairWithin(config), use('ot', 'Use minibatch OT')),
    error('coupling', conditionToBeAwareOf(config), use('ot', 'Use minibatch OT')),
    error('teacher', teacherIsNamed(config) && 'Choose the run whose flow makes the pairs.', null),
    error('reflowPairs', pairsFillBatch(config), {
      label: `Use ${typedNumber(batch)}`,
      apply: (now) => ({ ...now, pairing: { ...now.pairing, reflowPairs: typedNumber(batch) } }),
    }),
  ].filter((finding) => finding !== null);
  if (model === 'unconditional' || (coupling.kind !== 'ot' && coupling.kind !== 'sinkhorn')) return found;
  const within = model === 'onehot';
  return [
    ...found,
    {
      field: 'coupling',
      level: 'warning',
      message:
        'Pairs without regard to the condition skew the source: each condition learns from its own part of the noise, but sampling starts from all of it.',
      repair: within ? use('class-ot', 'Use OT per class') : use('c2ot', 'Use condition-aware OT'),
    },
  ];
}
