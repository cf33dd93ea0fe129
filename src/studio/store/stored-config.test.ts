import { expect, it } from 'vitest';
import { completeConfig } from '../../shared/model/config-defaults.ts';
import { testConfig } from '../testing/fixture.ts';
import { storedConfig } from './stored-config.ts';

const whole = (text: string) => completeConfig(JSON.parse(text));

it('is what parsing the text alone gives, whatever was read before', () => {
  const texts = [1, 2, 4294967295, 1].map((seed) => JSON.stringify(testConfig({ seed })));
  for (const text of texts) expect(storedConfig(text)).toEqual(whole(text));
  const other = JSON.stringify(testConfig({ seed: 2, batch: 77 }));
  expect(storedConfig(other)).toEqual(whole(other));
});

it('runs that differ in their seed only share their parts', () => {
  const [a, b] = [5, 6].map((seed) => storedConfig(JSON.stringify(testConfig({ seed }))));
  expect(a?.network).toBe(b?.network);
  expect([a?.seed, b?.seed]).toEqual([5, 6]);
});

it('a text with a seed elsewhere too, or none where it is looked for, is read whole', () => {
  const base = testConfig();
  const twice = JSON.stringify({ ...base, data: { ...base.data, params: { ...base.data.params, seed: 3 } } });
  expect(storedConfig(twice)).toEqual(whole(twice));
  const spaced = JSON.stringify(base, null, 1);
  expect(storedConfig(spaced)).toEqual(whole(spaced));
  expect(() => storedConfig('{"seed":1')).toThrow(SyntaxError);
});
