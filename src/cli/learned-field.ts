/** A run's velocity on a grid at one time; of all conditions together it is mixed by where their particles are. */
import { conditionGroups, isMixed } from '../shared/flow/condition-groups.ts';
import { type ConditionField, marginalField } from '../shared/flow/marginal-field.ts';
import type { Condition } from '../shared/model/condition.ts';
import type { RunSummary } from '../shared/model/records.ts';
import type { Studio } from '../studio/studio.ts';
import { ask } from './with-studio.ts';

type Asked = {
  readonly t: number;
  readonly grid: number;
  readonly extent: number;
  readonly condition: Condition;
  readonly guidance: number | undefined;
};

/** How the particles of all conditions get to t. Twice as many as the window shows, for a smoother weight. */
export const MARGINAL = { n: 2000, solver: 'rk4', steps: 64 } as const;

/** `[grid, grid, 2]`. */
export async function learnedField(studio: Studio, run: RunSummary, asked: Asked): Promise<Float32Array> {
  const { t, grid, extent, condition, guidance } = asked;
  const shape = { times: [t], grid, extent };
  const fieldOf = (condition: Condition) =>
    ask(studio, 'runs.field', { ...shape, id: run.id, step: null, condition, guidance });
  if (!isMixed(run.config, condition)) return fieldOf(condition);
  const sample = await ask(studio, 'runs.sample', {
    ...{ ...MARGINAL, id: run.id, step: null, seed: 0, condition, guidance, frames: MARGINAL.steps + 1 },
  });
  const { particles, asked: groups } = conditionGroups(run.config, sample);
  const fields: ConditionField[] = [];
  for (const group of groups) fields.push({ condition: group.value, values: await fieldOf(group.condition) });
  return marginalField(fields, particles, shape);
}

/** Whose field or density it is, as `--json` says it: a class, a radius, all of them together, or none. */
export function conditionWord({ config }: RunSummary, condition: Condition): number | 'marginal' | 'none' {
  if (condition.kind === 'any') return isMixed(config, condition) ? 'marginal' : 'none';
  return condition.kind === 'class' ? condition.label : condition.value;
}
