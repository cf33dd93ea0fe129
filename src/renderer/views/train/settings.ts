/** Path, network form, optimiser, guidance and tolerances of the training form: as typed, and as read. */
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
  /** Of a continuous condition's own network. */
  readonly conditionWidth: string;
  /** Widths of the hidden layers one by one; empty: all alike. */
  readonly hidden: string;
  readonly optimizer: OptimizerKind;
  readonly momentum: string;
  readonly beta1: string;
  readonly beta2: string;
  readonly epsilon: string;
  readonly schedule: LearningRateSchedule;
  readonly warmup: string;
  readonly clip: string;
  readonly ema: string;
  readonly dropout: string;
  readonly guidanceWeight: string;
  /** Of the adaptive solver. */
  readonly rtol: string;
  readonly atol: string;
  /** Of Euler–Maruyama. */
  readonly noise: string;
};

/** The path's parameters as typed, defaults filled in. */
export function typedPathParams(kind: PathKind, params: Readonly<Record<string, number>> = {}): Record<string, string> {
  const all = { ...SCHEDULES[kind].defaults, ...params };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, typedNumber(value)]));
}

export function settingsFromConfig({ path, network, optimizer, guidance, sampling }: RunConfig): Settings {
  return {
    pathParams: typedPathParams(path.kind, path.params),
    form: network.form,
    activation: network.activation,
    timeFeatures: network.timeFeatures,
    timeWidth: typedNumber(network.timeWidth),
    conditionWidth: typedNumber(network.conditionWidth),
    hidden: network.hidden.join(', '),
    optimizer: optimizer.kind,
    momentum: typedNumber(optimizer.momentum),
    beta1: typedNumber(optimizer.beta1),
    beta2: typedNumber(optimizer.beta2),
    epsilon: typedNumber(optimizer.epsilon),
    schedule: optimizer.schedule,
    warmup: typedNumber(optimizer.warmup),
    clip: typedNumber(optimizer.clip),
    ema: typedNumber(optimizer.ema),
    dropout: typedNumber(guidance.dropout),
    guidanceWeight: typedNumber(guidance.weight),
    rtol: typedNumber(sampling.rtol),
    atol: typedNumber(sampling.atol),
    noise: typedNumber(sampling.noise),
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
