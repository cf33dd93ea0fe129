import type { NetworkForm } from './names.ts';
import type { RunConfig } from './run-config.ts';

type Network = RunConfig['network'];

/** What a form usually goes with; everything else stays as it was. */
const USUAL: Readonly<Record<NetworkForm, Partial<Network>>> = {
  branches: { timeFeatures: 'mlp', activation: 'relu' },
  plain: { timeFeatures: 'raw', activation: 'silu' },
  residual: { timeFeatures: 'raw', activation: 'gelu', width: 128, depth: 3, hidden: [] },
};

/** The network with another form and what usually goes with it. */
export function withForm(network: Network, form: NetworkForm): Network {
  return form === network.form ? network : { ...network, ...USUAL[form], form };
}
