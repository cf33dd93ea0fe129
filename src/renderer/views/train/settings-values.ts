import { type PathRange, SCHEDULES } from '../../../shared/flow/schedule.ts';
import { fieldProblem, NUMBER_FIELDS, type NumberFieldName } from '../../../shared/model/fields.ts';
import type { PathKind } from '../../../shared/model/names.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { Draft } from './draft.ts';
import type { FieldKey } from './findings.ts';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

/** The settings as a configuration has them. */
export type SettingsValues = {
  readonly path: RunConfig['path'];
  readonly network: Pick<
    RunConfig['network'],
    'form' | 'activation' | 'timeFeatures' | 'timeWidth' | 'conditionWidth' | 'hidden'
  >;
  readonly optimizer: Omit<RunConfig['optimizer'], 'learningRate' | 'weightDecay'>;
  readonly guidance: RunConfig['guidance'];
  readonly tolerances: Pick<RunConfig['sampling'], 'rtol' | 'atol' | 'noise'>;
};

type Report = (field: FieldKey, message: string) => void;
type ReadDraft = Pick<Draft, 'path' | 'settings' | 'base' | 'model' | 'solver'>;

/** Reads the settings; null when a field is wrong, which is then reported. What has no field now stays as the run had it. */
export function readSettings(
  { path: kind, settings, base, model, solver }: ReadDraft,
  error: Report,
): SettingsValues | null {
  let right = true;
  const number = (field: FieldKey & NumberFieldName, text: string, range: NumberFieldName = field): number => {
    const value = parseTypedNumber(text);
    const problem = fieldProblem(range, value ?? Number.NaN);
    if (problem === null && value !== null) return value;
    error(field, `Enter ${problem}.`);
    right = false;
    return Number.NaN;
  };
  const used = (here: boolean, field: FieldKey & NumberFieldName, text: string, otherwise: number) =>
    here ? number(field, text) : otherwise;
  const params = readPathParams(kind, settings.pathParams, base.path, error);
  const hidden = readHidden(settings.hidden, error);
  const { form, activation, timeFeatures, optimizer, schedule } = settings;
  const withNumber = model === 'radius' && form === 'branches';
  const dropout = number('guidanceDropout', settings.dropout);
  const weight = number('guidanceWeight', settings.guidanceWeight);
  const values = {
    network: {
      ...{ form, activation, timeFeatures },
      timeWidth: used(timeFeatures !== 'raw', 'timeWidth', settings.timeWidth, base.network.timeWidth),
      conditionWidth: used(withNumber, 'conditionWidth', settings.conditionWidth, base.network.conditionWidth),
    },
    optimizer: {
      ...{ kind: optimizer, schedule },
      momentum: used(optimizer === 'sgd', 'momentum', settings.momentum, 0),
      beta1: used(optimizer !== 'sgd', 'beta1', settings.beta1, base.optimizer.beta1),
      beta2: used(optimizer !== 'sgd', 'beta2', settings.beta2, base.optimizer.beta2),
      epsilon: used(optimizer !== 'sgd', 'epsilon', settings.epsilon, base.optimizer.epsilon),
      warmup: number('warmup', settings.warmup),
      clip: number('clip', settings.clip),
      ema: number('ema', settings.ema),
    },
    // Without dropout there is nothing to weigh, and the weight has no field.
    guidance: { dropout, weight: dropout === 0 ? 1 : weight },
    tolerances: {
      rtol: used(solver === 'dopri5', 'rtol', settings.rtol, base.sampling.rtol),
      atol: used(solver === 'dopri5', 'atol', settings.atol, base.sampling.atol),
      noise: used(solver === 'euler-maruyama', 'noise', settings.noise, base.sampling.noise),
    },
  };
  if (!right || params === null || hidden === null) return null;
  return { ...values, path: { kind, params }, network: { ...values.network, hidden } };
}

function readPathParams(
  kind: PathKind,
  typed: Readonly<Record<string, string>>,
  before: RunConfig['path'],
  error: Report,
): Record<string, number> | null {
  const { ranges, defaults } = SCHEDULES[kind];
  const params: Record<string, number> = {};
  let right = true;
  for (const [key, range] of Object.entries(ranges) as [string, PathRange][]) {
    const value = parseTypedNumber(typed[key] ?? '');
    if (value === null || value < range.min || value > range.max || (range.whole && !Number.isInteger(value))) {
      const what = range.whole ? 'a whole number' : 'a number';
      error(`path.${key}`, `Enter ${what} from ${typedNumber(range.min)} to ${typedNumber(range.max)}.`);
      right = false;
    } else if (value !== defaults[key] || (before.kind === kind && before.params[key] !== undefined)) {
      params[key] = value;
    }
  }
  return right ? params : null;
}

/** "1024, 16" as widths; empty for none. */
function readHidden(text: string, error: Report): number[] | null {
  if (text.trim() === '') return [];
  const widths = text.split(/[,;]/).map((piece) => parseTypedNumber(piece) ?? Number.NaN);
  const problem = widths.map((width) => fieldProblem('width', width)).find((range) => range !== null);
  const most = NUMBER_FIELDS.depth.max;
  if (problem === undefined && widths.length <= most) return widths;
  error('hidden', problem ? `Enter widths like 1024, 16: each ${problem}.` : `Enter at most ${most} widths.`);
  return null;
}
