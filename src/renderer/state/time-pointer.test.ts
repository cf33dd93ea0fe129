import { expect, it } from 'vitest';
import { axisTime } from './time-pointer.ts';

it('is the time under the pointer, a little beside the ends too, and none farther away', () => {
  const at = (x: number) => axisTime(x, 40, 200);
  expect([at(40), at(140), at(240)]).toEqual([0, 0.5, 1]);
  expect([at(30), at(250)]).toEqual([0, 1]);
  expect([at(20), at(260)]).toEqual([null, null]);
  expect(axisTime(5, 0, 0)).toBeNull();
  // A drag that goes on past an end.
  expect([axisTime(-500, 40, 200, Number.POSITIVE_INFINITY), axisTime(900, 40, 200, Number.POSITIVE_INFINITY)]).toEqual(
    [0, 1],
  );
});
