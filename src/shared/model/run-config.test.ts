import { expect, test } from 'vitest';
import { DATA_NAMES, MODELS, SOURCES } from './names.ts';
import { configFor, ringConfig } from './presets.ts';
import { type RunConfig, runConfigSchema } from './run-config.ts';

const messagesOf = (config: unknown) => runConfigSchema.safeParse(config).error?.issues.map((issue) => issue.message);

test('every preset configuration is accepted as it is', () => {
  for (const model of MODELS) {
    for (const source of SOURCES.filter((name) => name !== 'file')) {
      const config = ringConfig(model, source, 1);
      expect(runConfigSchema.parse(config)).toEqual(config);
    }
  }
  for (const name of DATA_NAMES.filter((other) => other !== 'file'))
    expect(messagesOf(configFor('unconditional', name, 'gaussian', 0))).toBeUndefined();
});

const ring = ringConfig('onehot', 'gaussian', 1);
const withData = (name: RunConfig['data']['name'], params: Record<string, number>): RunConfig => ({
  ...ring,
  data: { name, params },
});

const REFUSED: readonly (readonly [string, unknown, RegExp])[] = [
  ['a batch above the fixed data set', { ...ring, batch: 1001 }, /batch \(1001\) must not be larger .*1000 points/],
  ['a one-hot model of data without classes', configFor('onehot', 'annulus', 'gaussian', 1), /needs data with classes/],
  ['a parameter out of range', withData('ring', { modes: 65, radius: 3, std: 0.25 }), /modes is 65, but must be/],
  ['a missing parameter', withData('ring', { modes: 8, radius: 3 }), /the parameter std is missing/],
  ['an unknown parameter', withData('ring', { modes: 8, radius: 3, std: 1, tail: 1 }), /no parameter tail/],
  [
    'a parameter that the source has not',
    { ...ring, source: { name: 'uniform', params: { width: 2 } } },
    /Source uniform: it has no parameter width; it takes none/,
  ],
  ['own data without a file', withData('file', {}), /Data file: no points were chosen/],
  [
    'an own source without a file',
    { ...ring, source: { name: 'file', params: {} } },
    /Source file: no points were chosen/,
  ],
  [
    'a column that the data does not have',
    { ...configFor('radius', 'moons', 'gaussian', 1), continuous: 'column' },
    /column of the user's own points, but moons has none/,
  ],
  ['a number out of range', { ...ring, batch: 0 }, /Batch must be a whole number from 1 to 8192/],
];

test.each(REFUSED)('%s is refused with the reason', (_what, config, reason) => {
  expect(messagesOf(config)?.join(' ')).toMatch(reason);
});

test('a batch above the data set is fine when every step draws fresh data', () => {
  expect(messagesOf({ ...ring, batch: 1001, freshData: true })).toBeUndefined();
});
