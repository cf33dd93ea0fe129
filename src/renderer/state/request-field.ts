/** The velocity field of a picture, asked from the studio. */
import { conditionGroups } from '../../shared/flow/condition-groups.ts';
import { type ConditionField, type GridShape, marginalField } from '../../shared/flow/marginal-field.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId, RunSummary, Trajectories } from '../../shared/model/records.ts';
import { type Reply, succeed } from '../../shared/result.ts';
import { call } from '../api.ts';

export type FlowField = GridShape & { readonly values: Float32Array };
type Asked = {
  readonly id: RunId;
  readonly step: number | null;
  readonly shape: GridShape;
  /** Guidance weight; left out for runs that cannot be guided. */
  readonly guidance?: number | undefined;
};

export const evenTimes = (count: number): number[] => Array.from({ length: count }, (_, i) => i / (count - 1));

export async function requestField(asked: Asked, condition: Condition): Promise<Reply<FlowField>> {
  const { id, step, shape, guidance } = asked;
  const reply = await call('runs.field', { id, step, ...shape, times: [...shape.times], condition, guidance });
  return reply.ok ? succeed({ ...shape, values: reply.value }) : reply;
}

/** The field of all conditions, mixed by where the particles of each are; null once `stillWanted` says no. */
export async function requestMixedField(
  asked: Asked,
  run: Pick<RunSummary, 'config'>,
  trajectories: Trajectories,
  stillWanted: () => boolean,
): Promise<Reply<FlowField> | null> {
  const fields: ConditionField[] = [];
  const { particles, asked: each } = conditionGroups(run.config, trajectories);
  for (const { value, condition } of each) {
    if (!stillWanted()) return null;
    const reply = await requestField(asked, condition);
    if (!reply.ok) return reply;
    fields.push({ condition: value, values: reply.value.values });
  }
  return succeed({ ...asked.shape, values: marginalField(fields, particles, asked.shape) });
}
