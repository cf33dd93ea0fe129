import { describe, expect, it } from 'vitest';
import { parseSeeds } from './seeds.ts';

function check(text: string, expected: readonly number[] | RegExp) {
  const result = parseSeeds(text);
  if (expected instanceof RegExp) expect(result.ok ? result.seeds : result.message).toMatch(expected);
  else expect(result).toEqual({ ok: true, seeds: expected });
}

describe('parseSeeds', () => {
  it('reads one seed', () => check('7', [7]));
  it('reads a list', () => check('1, 2,3', [1, 2, 3]));
  it('forgives a trailing comma', () => check('1, 2,', [1, 2]));
  it('reads ranges', () => check('1\u20133, 10-11, 20 to 21', [1, 2, 3, 10, 11, 20, 21]));
  it('takes the ends of the allowed range', () => check('0, 2147483647', [0, 2_147_483_647]));
  it('wants at least one', () => check(' , ', /at least one seed/));
  it('names what is not a seed', () => check('1, two', /“two” is not a seed/));
  it('refuses fractions', () => check('1.5', /“1.5” is not a seed/));
  it('refuses negative seeds', () => check('-1', /“-1” is not a seed/));
  it('refuses seeds past 32 bits', () => check('2147483648', /2\u2009147\u2009483\u2009647/));
  it('refuses a range the wrong way round', () => check('5-1', /smaller seed first: 1\u20135/));
  it('refuses a seed given twice', () => check('1-3, 2', /Seed 2 is listed twice/));
  it('refuses a flood without building it', () => check('0-2000000000', /At most 100 seeds/));
  it('counts over all parts', () => check('1-60, 101-160', /At most 100 seeds/));
});
