/** The velocity field of a picture, asked from the studio. */
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId, RunSummary, Trajectories } from '../../shared/model/records.ts';
import { type Reply, succeed } from '../../shared/result.ts';
import { call } from '../api.ts';
import { type ConditionField, type GridShape, marginalField } from './marginal-field.ts';

export type FlowField = GridShape & { readonly values: Float32Array };
type Asked = {
  readonly id: RunId;
  readonly step: number | null;
  readonly shape: GridShape;
  /** Guidance weight; left out for runs that cannot be guided. */
  readonly guidance?: number | undefined;
};

export const evenTimes = (count: number): number[] => Array.from({ length: count }, (_, i) => i / (count - 1));

/** True when the model must be asked condition by condition to know the field of all of them. */
export function isMixed(run: Pick<RunSummary, 'config'>, condition: Condition): boolean {
  return run.config.model !== 'unconditional' && condition.kind === 'any';
}

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
  const grouped = run.config.model === 'radius' ? groupedConditions(trajectories) : trajectories;
  for (const value of new Set(grouped.conditions)) {
    if (!stillWanted()) return null;
    const condition: Condition =
      run.config.model === 'onehot' ? { kind: 'class', label: value } : { kind: 'radius', value };
    const reply = await requestField(asked, condition);
    if (!reply.ok) return reply;
    fields.push({ condition: value, values: reply.value.values });
  }
  return succeed({ ...asked.shape, values: marginalField(fields, grouped, asked.shape) });
}

/** Conditions that the field is asked for at most, where every particle has one of its own. */
const GROUPS = 8;

/** Particles with conditions of their own in groups of neighbours, each group at its middle condition. */
export function groupedConditions(trajectories: Trajectories): Trajectories {
  const { conditions } = trajectories;
  if (new Set(conditions).size <= GROUPS) return trajectories;
  const order = Array.from(conditions.keys()).sort((a, b) => (conditions[a] ?? 0) - (conditions[b] ?? 0));
  const size = order.length / GROUPS;
  const middleOf = (group: number) => conditions[order[Math.floor((group + 0.5) * size)] ?? 0] ?? 0;
  const grouped = new Float32Array(conditions.length);
  order.forEach((particle, rank) => {
    grouped[particle] = middleOf(Math.floor(rank / size));
  });
  return { ...trajectories, conditions: grouped };
}
