import { expect, it } from 'vitest';
import { besidesMs } from './besides.ts';

it('agrees with the two machines it was measured on', () => {
  expect(besidesMs(2000)).toBe(4000);
  expect(besidesMs(310)).toBeGreaterThan(9500);
  expect(besidesMs(310)).toBeLessThan(12_000);
});

it('stays finite where nothing works', () => {
  expect(Number.isFinite(besidesMs(0))).toBe(true);
});
