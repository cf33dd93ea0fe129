import type { Condition } from '../shared/model/condition.ts';
import { fieldProblem } from '../shared/model/fields.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { RunSummary } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import { parseNumber } from './bad-input.ts';

/** What `--condition` asks of this run's model: a class, a radius, or its own conditions in turn ("any"). */
export function conditionFor({ name, config }: RunSummary, text: string | undefined): Condition {
  if (text === undefined || text === 'any') return { kind: 'any' };
  const refuse = (why: string) => new UserError('bad-input', `--condition ${text}: ${why}.`);
  const value = parseNumber(text);
  switch (config.model) {
    case 'unconditional':
      throw refuse(`${name} is an unconditional model, so it takes no condition`);
    case 'onehot': {
      const last = classCount(config) - 1;
      if (!Number.isInteger(value) || value < 0 || value > last) {
        throw refuse(`${name} knows the classes 0 to ${last}; give a whole number from 0 to ${last}, or any`);
      }
      return { kind: 'class', label: value };
    }
    case 'radius': {
      const isRadius = config.continuous === 'radius';
      const range = fieldProblem(isRadius ? 'radius' : 'condition', value);
      if (range !== null) throw refuse(`the ${isRadius ? 'radius' : 'condition'} must be ${range}, or any`);
      return { kind: 'radius', value };
    }
  }
}
