import { expect, test } from 'vitest';
import { fullRatio } from './graphics.ts';

test('a plain screen is drawn as finely as a dense one, unless the view is huge', () => {
  expect(fullRatio(880, 736, 1)).toBe(2);
  expect(fullRatio(880, 736, 3)).toBe(2);
  expect(fullRatio(3840, 2160, 1)).toBe(1);
  expect(fullRatio(3840, 2160, 2)).toBe(2);
});
