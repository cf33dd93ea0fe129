import { expect, it } from 'vitest';
import { amount } from './say.mjs';

it.each([
  [0, 2e8, '0.0 of 200 MB, 0 %'],
  [5.26e6, 2e8, '5.3 of 200 MB, 2 %'],
  [1e8, 2e8, '100 of 200 MB, 50 %'],
  [4e8, 2e8, '200 of 200 MB, 100 %'],
  [34e6, null, '34 MB'],
])('%d bytes of %s read "%s"', (written, total, text) => {
  expect(amount(written, total)).toBe(text);
});
