import { fieldProblem, type NumberFieldName } from '../../../shared/model/fields.ts';
import type { CouplingKind } from '../../../shared/model/names.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { FieldKey } from './findings.ts';
import type { Pairing } from './pairing.ts';
import { parseTypedNumber } from './typed-number.ts';

/** Null while a parameter that the coupling uses cannot be read; those of other couplings keep what the run had. */
export function readPairing(
  kind: CouplingKind,
  typed: Pairing,
  base: RunConfig['coupling'],
  error: (field: FieldKey, message: string) => void,
): RunConfig['coupling'] | null {
  let right = true;
  const read = (used: boolean, field: FieldKey, name: NumberFieldName, text: string, other: number): number => {
    if (!used) return other;
    const value = parseTypedNumber(text);
    const problem = fieldProblem(name, value ?? Number.NaN);
    if (problem === null && value !== null) return value;
    right = false;
    error(field, `Enter ${problem}.`);
    return other;
  };
  const optional = (used: boolean, field: FieldKey, name: NumberFieldName, text: string) =>
    used && text.trim() !== '' ? read(true, field, name, text, 1) : null;
  const byCost = kind !== 'independent' && kind !== 'reflow';
  const coupling = {
    kind,
    batch: optional(byCost, 'otBatch', 'otBatch', typed.otBatch),
    reuse: read(byCost, 'otReuse', 'otReuse', typed.reuse, 1),
    epsilon: read(kind === 'sinkhorn', 'sinkhornEpsilon', 'sinkhornEpsilon', typed.epsilon, base.epsilon),
    conditionWeight: optional(kind === 'c2ot', 'conditionWeight', 'conditionWeight', typed.conditionWeight),
    targetRatio: read(kind === 'c2ot', 'targetRatio', 'targetRatio', typed.targetRatio, base.targetRatio),
    teacher: kind === 'reflow' ? typed.teacher : null,
    pairs: read(kind === 'reflow', 'reflowPairs', 'reflowPairs', typed.reflowPairs, base.pairs),
  };
  return right ? coupling : null;
}
