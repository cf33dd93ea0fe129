/** Path, network form, optimiser and guidance of the training form: as typed, and as read. */
import { SCHEDULES } from '../../../shared/flow/schedule.ts';
import type {
  Activation,
  LearningRateSchedule,
  NetworkForm,
  OptimizerKind,
  PathKind,
  TimeFeatures,
} from '../../../shared/model/names.ts';
import { withForm } from '../../../shared/model/network-presets.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { typedNumber } from './typed-number.ts';

/** Choices as they are, numbers as typed. */
export type Settings = {
  readonly pathParams: Readonly<Record<string, string>>;
  readonly form: NetworkForm;
  readonly activation: Activation;
  readonly timeFeatures: TimeFeatures;
  readonly timeWidth: string;
  /** Widths of the hidden layers one by one; empty: all alike. */
  readonly hidden: string;
  readonly optimizer: OptimizerKind;
  readonly momentum: string;
  readonly schedule: LearningRateSchedule;
  readonly warmup: string;
  readonly clip: string;
  readonly ema: string;
  readonly dropout: string;
  readonly guidanceWeight: string;
};

/** The path's parameters as typed, defaults filled in. */
export function typedPathParams(kind: PathKind, params: Readonly<Record<string, number>> = {}): Record<string, string> {
  const all = { ...SCHEDULES[kind].defaults, ...params };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, typedNumber(value)]));
}

export function settingsFromConfig({ path, network, optimizer, guidance }: RunConfig): Settings {
  return {
    pathParams: typedPathParams(path.kind, path.params),
    form: network.form,
    activation: network.activation,
    timeFeatures: network.timeFeatures,
    timeWidth: typedNumber(network.timeWidth),
    hidden: network.hidden.join(', '),
    optimizer: optimizer.kind,
    momentum: typedNumber(optimizer.momentum),
    schedule: optimizer.schedule,
    warmup: typedNumber(optimizer.warmup),
    clip: typedNumber(optimizer.clip),
    ema: typedNumber(optimizer.ema),
    dropout: typedNumber(guidance.dropout),
    guidanceWeight: typedNumber(guidance.weight),
  };
}

/** Settings that stand in the folded part of the form, and what they are when nobody has touched them. */
const QUIET = {
  optimizer: 'adamw',
  schedule: 'constant',
  warmup: '0',
  clip: '0',
  ema: '0',
  dropout: '0',
  hidden: '',
} as const satisfies Partial<Settings>;

const WORDS: { readonly [K in keyof typeof QUIET]: (value: string) => string } = {
  optimizer: (kind) => (kind === 'sgd' ? 'SGD' : 'Adam'),
  schedule: (kind) => kind,
  warmup: () => 'warm-up',
  clip: () => 'clipped',
  ema: () => 'averaged',
  dropout: () => 'guidance',
  hidden: () => 'own widths',
};

/** "Adam, cosine, averaged": what is not as usual in the folded part; empty when all of it is. */
export function foldedInWords(settings: Settings, usual: Pick<Settings, 'activation' | 'timeFeatures'>): string {
  const changed = (Object.keys(QUIET) as (keyof typeof QUIET)[]).filter((key) => settings[key] !== QUIET[key]);
  return [
    ...(settings.activation === usual.activation ? [] : [settings.activation]),
    ...(settings.timeFeatures === usual.timeFeatures ? [] : [`${settings.timeFeatures} time`]),
    ...changed.map((key) => WORDS[key](settings[key])),
  ].join(', ');
}

/** Activation and time features that a form usually goes with. */
export function usualOf(network: RunConfig['network'], form: NetworkForm): RunConfig['network'] {
  return withForm({ ...network, form: form === 'branches' ? 'plain' : 'branches' }, form);
}
