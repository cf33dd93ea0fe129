/** Settings that came after the first version, with the values that the runs before them had. */
import type { RunConfig } from './config-object.ts';
import type { DataName } from './names.ts';

/** What every configuration had from the start is not here: it has no default. */
export const CONFIG_DEFAULTS = {
  continuous: 'radius',
  path: { params: {} },
  coupling: {
    batch: null,
    reuse: 1,
    epsilon: 0.05,
    conditionWeight: null,
    targetRatio: 0.01,
    teacher: null,
    pairs: 20_000,
  },
  network: { form: 'branches', timeFeatures: 'mlp', hidden: [] },
  optimizer: { momentum: 0, schedule: 'constant', warmup: 0, clip: 0, ema: 0 },
  guidance: { dropout: 0, weight: 1 },
  sampling: { rtol: 1e-4, atol: 1e-4, noise: 1 },
} as const;

/** Parameters that data sets got later, with the values that say what they did before. */
const DATA_DEFAULTS: Partial<Record<DataName, RunConfig['data']['params']>> = {
  'c2ot-moons': { even: 0 },
  moons: { x: 0, y: 0 },
};

type Nested = 'path' | 'coupling' | 'network' | 'optimizer' | 'sampling';

/** A configuration as an older version may have stored it. */
export type StoredConfig = Omit<RunConfig, Nested | 'continuous' | 'guidance'> & {
  readonly [K in Nested]: Partial<RunConfig[K]>;
} & Partial<Pick<RunConfig, 'continuous' | 'guidance'>>;

/** The complete configuration that a stored one stands for: what it does not know has the value of its time. */
export function completeConfig(stored: StoredConfig): RunConfig {
  const { path, coupling, network, optimizer, guidance, sampling } = CONFIG_DEFAULTS;
  return {
    continuous: CONFIG_DEFAULTS.continuous,
    ...stored,
    data: completeData(stored.data),
    path: { ...path, ...stored.path },
    coupling: { ...coupling, ...stored.coupling },
    network: { ...network, ...stored.network },
    optimizer: { ...optimizer, ...stored.optimizer },
    guidance: { ...guidance, ...stored.guidance },
    sampling: { ...sampling, ...stored.sampling },
  } as RunConfig;
}

/** `data` of a file from elsewhere may be anything: what is not data stays as it is, for the schema to refuse. */
function completeData(data: RunConfig['data'] | null | undefined): RunConfig['data'] | null | undefined {
  const added = data && DATA_DEFAULTS[data.name];
  return added ? { ...data, params: { ...added, ...data.params } } : data;
}
