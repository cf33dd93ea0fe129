/** Which conditions a model is asked for one by one, so that its field of all of them can be mixed. */
import type { Condition } from '../model/condition.ts';
import type { RunConfig } from '../model/config-object.ts';
import type { Trajectories } from '../model/records.ts';

/** True when the model must be asked condition by condition to know the field of all of them. */
export function isMixed({ model }: Pick<RunConfig, 'model'>, condition: Condition): boolean {
  return model !== 'unconditional' && condition.kind === 'any';
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

export type ConditionGroups = {
  /** The particles, each with the condition of its group. */
  readonly particles: Trajectories;
  /** What to ask the model for, with the number that stands for it in the particles' conditions. */
  readonly asked: readonly { readonly value: number; readonly condition: Condition }[];
};

/** Every class that the particles have, or at most eight groups of a continuous condition. */
export function conditionGroups({ model }: Pick<RunConfig, 'model'>, trajectories: Trajectories): ConditionGroups {
  const particles = model === 'radius' ? groupedConditions(trajectories) : trajectories;
  const asked = [...new Set(particles.conditions)].map((value) => ({
    value,
    condition: model === 'onehot' ? ({ kind: 'class', label: value } as const) : ({ kind: 'radius', value } as const),
  }));
  return { particles, asked };
}
