import { expect, test, vi } from 'vitest';
import { stepBehind } from './step-behind.ts';

test.each([
  [0, 5],
  [12, 17],
  [18, 19],
])('from niceness %i to %i', (before, after) => {
  const set = vi.fn();
  expect(stepBehind({ get: () => before, set })).toBe(true);
  expect(set.mock.calls).toEqual([[after]]);
});

test('a system that forbids it ends nothing', () => {
  const forbid = () => {
    throw new Error('A system error occurred: uv_os_setpriority returned EACCES (permission denied)');
  };
  expect(stepBehind({ get: () => 0, set: forbid })).toBe(false);
  expect(stepBehind({ get: forbid, set: () => undefined })).toBe(false);
});
