/** What follows from path, network, optimiser and guidance together with the rest of the form. */

import { SCHEDULES } from '../../../shared/flow/schedule.ts';
import { configProblem } from '../../../shared/model/config-problem.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import {
  guidanceHasCondition,
  networkIsRight,
  pathSuitsCoupling,
  pathSuitsSource,
  warmupEnds,
} from '../../../shared/model/training-problem.ts';
import { type Draft, withPath, withSettings, withSource } from './draft.ts';
import type { FieldKey, Finding } from './findings.ts';

type Repair = NonNullable<Finding['repair']>;

const error = (field: FieldKey, message: string, repair: Repair | null): Finding => ({
  field,
  level: 'error',
  message,
  repair,
});

const useLinear: Repair = { label: 'Use the linear path', apply: (draft) => withPath(draft, 'linear') };
const set = (label: string, change: Parameters<typeof withSettings>[1]): Repair => ({
  label,
  apply: (draft) => withSettings(draft, change),
});

/** Every rule that the configuration breaks, under the field that mends it. */
export function settingFindings(draft: Draft, config: RunConfig): Finding[] {
  const told: Finding[] = [];
  if (pathSuitsSource(config) !== null) {
    const { label } = SCHEDULES[draft.path];
    told.push(
      error('path', `${label} is a path for a Gaussian source.`, {
        label: 'Use the Gaussian source',
        apply: (now) => withSource(now, 'gaussian'),
      }),
    );
  }
  if (pathSuitsCoupling(config) !== null) {
    told.push(error('path', 'Pairing would change where this path begins. Choose independent pairs.', useLinear));
  }
  if (guidanceHasCondition(config) !== null) {
    told.push(error('guidanceDropout', 'There is no condition to drop.', set('Use no guidance', { dropout: '0' })));
  }
  if (networkIsRight(config) !== null) {
    const residual = config.network.form === 'residual';
    const odd = config.network.timeFeatures === 'fourier' && config.network.timeWidth % 2 === 1;
    if (odd)
      told.push(
        error('timeWidth', 'Enter an even number: a cosine and a sine each.', set('Use 16', { timeWidth: '16' })),
      );
    if (residual && config.network.hidden.length > 0) {
      told.push(error('hidden', 'Residual blocks are all alike.', set('Leave empty', { hidden: '' })));
    }
  }
  if (warmupEnds(config) !== null) {
    told.push(error('warmup', 'Must be shorter than the training.', set('Use none', { warmup: '0' })));
  }
  return told;
}

/** Whatever else the studio would refuse, so that the form never sends what comes back. */
export function remainingProblem(config: RunConfig): Finding | null {
  const problem = configProblem(config);
  if (problem === null) return null;
  const field = problem.startsWith('The network')
    ? 'width'
    : problem.startsWith('Path')
      ? 'path'
      : problem.startsWith('Euler')
        ? 'solverSteps'
        : 'name';
  const repair: Repair | null =
    field === 'solverSteps' ? { label: 'Use Heun', apply: (draft) => ({ ...draft, solver: 'heun' }) } : null;
  return error(field, problem, repair);
}
