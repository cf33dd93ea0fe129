import { describe, expect, it } from 'vitest';
import { PATHS } from '../../../shared/model/names.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { checkDraft } from './check.ts';
import {
  type Draft,
  draftFor,
  draftFromConfig,
  withNetworkForm,
  withOptimizer,
  withPath,
  withSettings,
  withSource,
} from './draft.ts';
import { foldedInWords, usualOf } from './settings.ts';

const ring = draftFor('onehot', 'ring', 'gaussian');
const errors = (draft: Draft) =>
  checkDraft(draft).findings.map(
    ({ field, message, repair }) => `${field}: ${message}${repair ? ` [${repair.label}]` : ''}`,
  );
const only = (draft: Draft): RunConfig => {
  const config = checkDraft(draft).configs?.[0];
  if (!config) throw new Error(errors(draft).join('\n'));
  return config;
};

describe('path, network, optimiser and guidance in the form', () => {
  it('come back as the run had them', () => {
    const plain = ringConfig('radius', 'gaussian', 2);
    const config: RunConfig = {
      ...plain,
      path: { kind: 'variance-exploding', params: { sigmaMax: 20 } },
      network: { ...plain.network, form: 'plain', timeFeatures: 'fourier', activation: 'selu', hidden: [64, 32] },
      optimizer: { ...plain.optimizer, kind: 'sgd', momentum: 0.9, schedule: 'cosine', warmup: 5, clip: 1, ema: 0.99 },
      guidance: { dropout: 0.1, weight: 2 },
    };
    expect(checkDraft(draftFromConfig(config)).configs).toEqual([config]);
    const others: RunConfig = {
      ...plain,
      source: { name: '8-gaussians', params: { radius: 4, std: 0.562 } },
      network: { ...plain.network, conditionWidth: 24 },
      optimizer: { ...plain.optimizer, beta1: 0.8, beta2: 0.99, epsilon: 1e-6 },
      sampling: { ...plain.sampling, solver: 'dopri5', rtol: 1e-3, atol: 1e-7 },
    };
    expect(checkDraft(draftFromConfig(others)).configs).toEqual([others]);
  });

  it('read the parameters of the source with the ranges of the command line', () => {
    const draft = withSource(ring, '8-gaussians');
    expect(draft.sourceParams).toEqual({ radius: '5', std: '0.562' });
    expect(only(draft).source).toEqual({ name: '8-gaussians', params: {} });
    expect(only({ ...draft, sourceParams: { radius: '4', std: '0.562' } }).source.params).toEqual({ radius: 4 });
    expect(errors({ ...draft, sourceParams: { radius: '-1', std: 'x' } })).toEqual([
      'source.radius: Enter a number from 0 to 100.',
      'source.std: Enter a number from 0.001 to 10.',
    ]);
    expect(withSource(draft, 'gaussian').sourceParams).toEqual({});
  });

  it('read tolerances, noise and moments only where they count', () => {
    expect(errors({ ...withSettings(ring, { rtol: '0' }), solver: 'dopri5' })[0]).toMatch(/^rtol: Enter a number from/);
    expect(only(withSettings(ring, { rtol: '0' })).sampling.rtol).toBe(ring.base.sampling.rtol);
    const noisy = { ...withSettings(ring, { noise: '0.5' }), solver: 'euler-maruyama' as const };
    expect(only(noisy).sampling).toMatchObject({ solver: 'euler-maruyama', noise: 0.5 });
    const [refused] = checkDraft(withSource(noisy, 'uniform')).findings;
    expect(refused?.field).toBe('solverSteps');
    expect(only(refused?.repair?.apply(noisy) ?? noisy).sampling.solver).toBe('heun');
    expect(errors(withSettings(ring, { beta2: '1' }))).toEqual(['beta2: Enter a number from 0 to 0.999999.']);
    expect(errors(withSettings(withOptimizer(ring, 'sgd'), { beta2: '1' }))).toEqual([]);
  });

  it('say every path, refused with a source that is not Gaussian where it must be', () => {
    for (const kind of PATHS) expect(only(withPath(ring, kind)).path).toEqual({ kind, params: {} });
    const wrong = withSource(withPath(ring, 'circular'), 'uniform');
    expect(errors(wrong)).toEqual(['path: Circular is a path for a Gaussian source. [Use the Gaussian source]']);
    const [finding] = checkDraft(wrong).findings;
    expect(only(finding?.repair?.apply(wrong) ?? wrong).source.name).toBe('gaussian');
  });

  it('check the path’s own numbers', () => {
    const path = withPath(ring, 'linear');
    expect(only(withSettings(path, { pathParams: { sigmaMin: '0.1' } })).path.params).toEqual({ sigmaMin: 0.1 });
    expect(errors(withSettings(path, { pathParams: { sigmaMin: '1' } }))).toEqual([
      'path.sigmaMin: Enter a number from 0 to 0.5.',
    ]);
    const weak = withSettings(withPath(ring, 'variance-preserving'), { pathParams: { betaMin: '0.1', betaMax: '2' } });
    expect(errors(weak)[0]).toMatch(/^path: .*of the data at t = 0/);
  });

  it('bring what a form usually goes with, and keep what was typed', () => {
    const { network } = only(withNetworkForm({ ...ring, width: '64' }, 'residual'));
    expect(network).toMatchObject({ form: 'residual', timeFeatures: 'raw', activation: 'gelu', width: 64, depth: 3 });
    expect(only(withNetworkForm(withNetworkForm(ring, 'residual'), 'branches')).network).toEqual(ring.base.network);
  });

  it('read widths one by one', () => {
    const plain = withNetworkForm(ring, 'plain');
    expect(only(withSettings(plain, { hidden: '1024, 16' })).network.hidden).toEqual([1024, 16]);
    expect(errors(withSettings(plain, { hidden: '8, x' }))[0]).toMatch(/^hidden: Enter widths like 1024, 16/);
  });

  it('let only AdamW decay the weights unless told to', () => {
    const adam = withOptimizer(ring, 'adam');
    expect([adam.weightDecay, withOptimizer(adam, 'adamw').weightDecay]).toEqual(['0', '0.01']);
    expect(withOptimizer({ ...ring, weightDecay: '0.2' }, 'sgd').weightDecay).toBe('0.2');
  });

  it('tell in words what is not as usual', () => {
    const usual = usualOf(ring.base.network, 'branches');
    expect(foldedInWords(ring.settings, usual)).toBe('');
    const changed = withSettings(ring, { activation: 'tanh', schedule: 'cosine', ema: '0.99' });
    expect(foldedInWords(changed.settings, usual)).toBe('tanh, cosine, averaged');
  });

  it('refuse what does not go together, with a way out', () => {
    const repaired = [
      withSettings(ring, { timeFeatures: 'fourier', timeWidth: '5' }),
      withSettings(ring, { warmup: '700' }),
      withSettings(draftFor('unconditional', 'ring', 'gaussian'), { dropout: '0.1' }),
    ];
    for (const draft of repaired) {
      const [finding] = checkDraft(draft).findings;
      expect(finding?.level).toBe('error');
      only(finding?.repair?.apply(draft) ?? draft);
    }
    expect(errors({ ...ring, width: '2048', depth: '12' })[0]).toMatch(/^width: The network has .* parameters/);
  });
});
