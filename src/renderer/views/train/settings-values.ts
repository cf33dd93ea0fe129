import { type PathRange, SCHEDULES } from '../../../shared/flow/schedule.ts';
import { fieldProblem, NUMBER_FIELDS, type NumberFieldName } from '../../../shared/model/fields.ts';
import type { PathKind } from '../../../shared/model/names.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import type { FieldKey } from './findings.ts';
import type { Settings } from './settings.ts';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

/** The settings as a configuration has them. */
export type SettingsValues = {
  readonly path: RunConfig['path'];
  readonly network: Pick<RunConfig['network'], 'form' | 'activation' | 'timeFeatures' | 'timeWidth' | 'hidden'>;
  readonly optimizer: Pick<RunConfig['optimizer'], 'kind' | 'momentum' | 'schedule' | 'warmup' | 'clip' | 'ema'>;
  readonly guidance: RunConfig['guidance'];
};

type Report = (field: FieldKey, message: string) => void;

/** Reads the settings; null when a field is wrong, which is then reported. `before`: the path that the draft came from. */
export function readSettings(
  kind: PathKind,
  settings: Settings,
  before: RunConfig['path'],
  error: Report,
): SettingsValues | null {
  const number = (field: FieldKey & NumberFieldName, text: string) => {
    const value = parseTypedNumber(text);
    const problem = fieldProblem(field, value ?? Number.NaN);
    if (problem === null) return value;
    error(field, `Enter ${problem}.`);
    return null;
  };
  const params = readPathParams(kind, settings.pathParams, before, error);
  const hidden = readHidden(settings.hidden, error);
  const timeWidth =
    settings.timeFeatures === 'raw' ? parseTypedNumber(settings.timeWidth) : number('timeWidth', settings.timeWidth);
  const momentum = settings.optimizer === 'sgd' ? number('momentum', settings.momentum) : 0;
  const [warmup, clip] = [number('warmup', settings.warmup), number('clip', settings.clip)];
  const [ema, dropout] = [number('ema', settings.ema), number('guidanceDropout', settings.dropout)];
  const weight = number('guidanceWeight', settings.guidanceWeight);
  if (params === null || hidden === null || timeWidth === null || momentum === null) return null;
  if (warmup === null || clip === null || ema === null || dropout === null || weight === null) return null;
  const { form, activation, timeFeatures, optimizer, schedule } = settings;
  return {
    path: { kind, params },
    network: { form, activation, timeFeatures, timeWidth, hidden },
    optimizer: { kind: optimizer, momentum, schedule, warmup, clip, ema },
    // Without dropout there is nothing to weigh, and the weight has no field.
    guidance: { dropout, weight: dropout === 0 ? 1 : weight },
  };
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
