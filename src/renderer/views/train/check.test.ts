import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import { runConfigSchema } from '../../../shared/model/run-config.ts';
import { checkDraft } from './check.ts';
import { type Draft, draftFor, draftFromConfig, withData, withLengthIn, withModel, withSource } from './draft.ts';

const ring = draftFor('onehot', 'ring', 'gaussian');

/** The findings of a draft as "level field: message [repair]" lines; every repair must settle its own finding. */
function check(draft: Draft, expected: readonly (string | RegExp)[]) {
  const { findings, configs } = checkDraft(draft);
  const lines = findings.map(
    ({ level, field, message, repair }) => `${level} ${field}: ${message}${repair ? ` [${repair.label}]` : ''}`,
  );
  expect(lines).toHaveLength(expected.length);
  for (const [i, line] of lines.entries()) {
    const wanted = expected[i];
    if (wanted instanceof RegExp) expect(line).toMatch(wanted);
    else expect(line).toBe(wanted);
  }
  expect(configs === null).toBe(findings.some((finding) => finding.level === 'error'));
  for (const config of configs ?? []) expect(runConfigSchema.safeParse(config).error).toBeUndefined();
  for (const finding of findings) {
    if (!finding.repair) continue;
    const after = checkDraft(finding.repair.apply(draft)).findings;
    expect(after.map(({ field, message }) => ({ field, message }))).not.toContainEqual({
      field: finding.field,
      message: finding.message,
    });
  }
}

describe('a draft that is right', () => {
  it('gives back the settings it was made from', () => {
    for (const model of ['unconditional', 'onehot', 'radius'] as const) {
      for (const source of ['gaussian', 'uniform', 'shape'] as const) {
        const config = ringConfig(model, source, 5);
        expect(checkDraft(draftFromConfig(config)).configs).toEqual([config]);
      }
    }
  });
  it('keeps settings that have no field', () => {
    const config = { ...ringConfig('onehot', 'gaussian', 1), network: { ...ring.base.network, timeWidth: 32 } };
    expect(checkDraft(draftFromConfig(config)).configs?.[0]?.network.timeWidth).toBe(32);
  });
  it('makes one configuration a seed', () => {
    const configs = checkDraft({ ...ring, seeds: '1, 2, 3' }).configs;
    expect(configs?.map((config) => config.seed)).toEqual([1, 2, 3]);
  });
  it('counts epochs in whole batches', () => {
    const { configs, perEpoch } = checkDraft({ ...ring, batch: '128', length: '100', lengthIn: 'epochs' });
    expect([configs?.[0]?.steps, perEpoch]).toEqual([700, 7]);
  });
  it('follows the length with its snapshots until they are set', () => {
    const draft: Draft = { ...ring, length: '4000', lengthIn: 'steps' };
    expect(checkDraft(draft).configs?.[0]?.snapshotEvery).toBe(400);
    expect(checkDraft({ ...draft, snapshotEvery: '50' }).configs?.[0]?.snapshotEvery).toBe(50);
  });
});

describe('each field', () => {
  it.each([
    [{ batch: '48 000' }, 'error batch: Enter a whole number from 1 to 8192.'],
    [{ batch: '' }, /^error batch: Enter a whole number/],
    [{ batch: '12.5' }, /^error batch: /],
    [{ learningRate: '0' }, /^error learningRate: Enter a number above 0/],
    [{ learningRate: 'fast' }, /^error learningRate: /],
    [{ weightDecay: '2' }, 'error weightDecay: Enter a number from 0 to 1.'],
    [{ width: '0' }, /^error width: /],
    [{ depth: '13' }, 'error depth: Enter a whole number from 1 to 12.'],
    [{ dataSize: '2 000 000' }, /^error dataSize: /],
    [{ length: '0' }, /^error length: /],
    [{ seeds: 'one' }, /^error seeds: “one” is not a seed/],
    [{ snapshotEvery: '' }, /^error snapshotEvery: /],
    [{ checkpointEvery: '-1' }, /^error checkpointEvery: /],
    [{ solverSteps: '0' }, /^error solverSteps: /],
    [{ samples: '1e9' }, /^error samples: /],
    [{ name: '  ' }, 'error name: Enter a name.'],
    [{ name: 'x'.repeat(81) }, 'error name: Enter at most 80 characters.'],
  ] as const)('%j', (change, expected) => check({ ...ring, ...change }, [expected]));

  it('checks every parameter of the data', () => {
    check({ ...ring, params: { modes: '2.5', radius: 'far', std: '0.25' } }, [
      'error param.modes: Enter a whole number from 1 to 64.',
      'error param.radius: Enter a number from 0 to 100.',
    ]);
  });
  it('checks parameters against each other', () => {
    const annulus = withData(draftFor('radius', 'annulus', 'gaussian'), 'annulus');
    check({ ...annulus, params: { inner: '3', outer: '2' } }, [
      'error param.inner: Inner (3) must be below outer (2).',
    ]);
  });
  it('keeps epochs within the longest run', () => {
    check({ ...ring, length: '10 000 000', lengthIn: 'epochs' }, [
      /^error length: Enter at most 1\u2009428\u2009571 epochs/,
    ]);
  });
});

describe('fields together', () => {
  it('a batch larger than the data set cannot be filled', () => {
    check({ ...ring, batch: '2000' }, [
      'error batch: Larger than the data set of 1000 points, so no batch can be filled. [Use 1000]',
    ]);
    check({ ...ring, batch: '2000', freshData: true }, []);
  });
  it('a class condition wants classes', () => {
    check(withModel(draftFor('unconditional', 'annulus', 'gaussian'), 'onehot'), [
      'error model: Annulus has no classes to condition on. [Use no condition]',
    ]);
    check({ ...ring, params: { ...ring.params, modes: '1' } }, [/single class here.*\[Use no condition\]/]);
  });
  it('the ring teaches only radii near its own', () => {
    check(draftFor('radius', 'ring', 'gaussian'), [
      'warning model: Only radii near 3 are trained with this data; the others extrapolate. [Use the annulus]',
    ]);
    check(draftFor('radius', 'annulus', 'gaussian'), []);
  });
  it('a high learning rate diverges', () => {
    check({ ...ring, learningRate: '0.1' }, [/^warning learningRate: .* \[Use 0.001\]$/]);
    check({ ...ring, learningRate: '0.099' }, []);
  });
  it('snapshots fit the run', () => {
    check({ ...ring, snapshotEvery: '1000' }, [/^warning snapshotEvery: Longer than the run of 700 steps/]);
    check({ ...ring, snapshotEvery: '1' }, [/^warning snapshotEvery: Makes 700 snapshots/]);
    check({ ...ring, snapshotEvery: '100' }, []);
  });
  it('a checkpoint comes before the end', () => {
    check({ ...ring, checkpointEvery: '5000' }, [/^warning checkpointEvery: .*\[Use 250\]$/]);
  });
});

describe('names', () => {
  it('are taken once only', () => {
    const { findings } = checkDraft({ ...ring, name: 'mine' }, ['mine', 'mine-2']);
    expect(findings.map((finding) => finding.message)).toEqual(['There is already a run named mine.']);
    expect(findings[0]?.repair?.apply(ring).name).toBe('mine-3');
  });
  it('are compared as the runs of several seeds will be called', () => {
    const several: Draft = { ...ring, name: 'mine', seeds: '1, 2' };
    expect(checkDraft(several, ['mine']).findings).toEqual([]);
    expect(checkDraft(several, ['mine-seed-2']).findings).toHaveLength(1);
  });
  it('are left to the suggestion when nothing was typed', () => {
    expect(checkDraft(ring, ['ring-class']).findings).toEqual([]);
  });
});

describe('changing what other fields follow', () => {
  it('takes the new defaults where nothing was set', () => {
    expect(withModel(ring, 'unconditional')).toEqual(draftFor('unconditional', 'ring', 'gaussian'));
    expect(withSource(draftFor('unconditional', 'ring', 'gaussian'), 'shape').length).toBe('4000');
  });
  it('keeps what was set', () => {
    const set: Draft = { ...ring, batch: '64', length: '9', learningRate: '0.01', name: 'mine' };
    const next = withModel(set, 'radius');
    expect([next.batch, next.length, next.learningRate, next.name]).toEqual(['64', '9', '0.01', 'mine']);
  });
  it('brings the parameters of other data', () => {
    expect(withData(ring, 'spirals').params).toEqual({ arms: '2', turns: '1.5', radius: '3.15', noise: '0.1' });
  });
  it('tells the same length in the other unit', () => {
    expect(withLengthIn(ring, 'steps', 700, 7)).toMatchObject({ length: '700', lengthIn: 'steps' });
    expect(withLengthIn({ ...ring, length: '700', lengthIn: 'steps' }, 'epochs', 700, 7).length).toBe('100');
    expect(withLengthIn({ ...ring, length: 'x' }, 'steps', null, 7)).toMatchObject({ length: 'x', lengthIn: 'steps' });
  });
});
