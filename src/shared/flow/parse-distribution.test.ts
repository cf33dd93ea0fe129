import { expect, test } from 'vitest';
import { formatDistribution, parseDistribution } from './parse-distribution.ts';

test('parameters are read, and the rest filled in with defaults', () => {
  expect(parseDistribution('ring')).toEqual({ name: 'ring', params: { modes: 8, radius: 3, std: 0.25 } });
  const given = parseDistribution('ring:modes=5,radius=2,std=.3');
  expect(given).toEqual({ name: 'ring', params: { modes: 5, radius: 2, std: 0.3 } });
  expect(formatDistribution(given.name, given.params)).toBe('ring:modes=5,radius=2,std=0.3');
});

const REFUSED = [
  ['rign', /--data rign: there is no data set named "rign" \(did you mean ring\?\); choose from ring, annulus/],
  ['zzzzzzzzzz', /no data set named "zzzzzzzzzz"; choose from/],
  ['ring:mods=3', /ring has no parameter mods \(did you mean modes\?\); it takes modes, radius, std/],
  ['ring:modes=0', /modes is 0, but must be a whole number from 1 to 64/],
  ['ring:modes=2.5', /modes is 2.5, but must be a whole number/],
  ['ring:std=abc', /std is "abc", but must be a number from 0.001 to 10/],
  ['ring:std=0x1', /std is "0x1"/],
  ['ring:std=Infinity', /std is "Infinity"/],
  ['ring:', /"" is not of the form key=value/],
  ['ring:std=1=2', /not of the form key=value/],
  ['ring:std=1,std=2', /std is given twice/],
  ['annulus:inner=5', /inner \(5\) must be below outer \(3.75\)/],
  ['toString', /no data set named "toString"/],
  ['ring:toString=1', /ring has no parameter toString/],
] as const;

test.each(REFUSED)('%s is refused with the reason', (text, reason) => {
  expect(() => parseDistribution(text)).toThrow(reason);
});
