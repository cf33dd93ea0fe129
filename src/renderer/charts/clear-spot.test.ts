import { expect, it } from 'vitest';
import { alongLine, clearSpot } from './clear-spot.ts';

const spots = [
  { right: 200, baseline: 50 },
  { right: 200, baseline: 70 },
  { right: 100, baseline: 50 },
];

it('takes the first spot where the words cover no mark', () => {
  expect(clearSpot(spots, [], 80, 14)).toBe(spots[0]);
  expect(clearSpot(spots, [[150, 44]], 80, 14)).toBe(spots[1]);
  expect(
    clearSpot(
      spots,
      [
        [150, 44],
        [190, 66],
      ],
      80,
      14,
    ),
  ).toBe(spots[2]);
});
it('takes the emptiest where none is free, and says when there is none at all', () => {
  const marks = [
    [150, 44],
    [160, 44],
    [150, 66],
    [90, 44],
    [60, 44],
  ] as const;
  expect(clearSpot(spots, marks, 80, 14)).toBe(spots[1]);
  expect(clearSpot([], marks, 80, 14)).toBeNull();
});
it('sees a line between two far points', () => {
  const line = alongLine([
    [0, 44],
    [300, 44],
  ]);
  expect(line.at(-1)).toEqual([300, 44]);
  expect(clearSpot(spots, line, 80, 14)).toBe(spots[1]);
});
