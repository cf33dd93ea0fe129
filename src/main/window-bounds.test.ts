import { expect, test } from 'vitest';
import { FIRST_SIZE, placeWindow } from './window-bounds.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const stored = (x: number, y: number, width = 1440, height = 900) => ({ x, y, width, height, maximized: false });

test('the first window has the first size and no place of its own', () => {
  expect(placeWindow(null, screens)).toEqual(FIRST_SIZE);
});

test.each([
  ['in the middle of the first screen', stored(100, 50), true],
  ['on the second screen', stored(2000, 20), true],
  ['half out of the screens on the left', stored(-1000, 50), true],
  ['with only a sliver of its bar in sight', stored(-1400, 50), false],
  ['on a screen that is gone', stored(4000, 0), false],
  ['with its bar above the screens', stored(100, -200), false],
  ['with its bar below the screens', stored(100, 1070), false],
])('a window %s', (_where, window, restored) => {
  expect(placeWindow(window, screens)).toEqual(
    restored ? { x: window.x, y: window.y, width: 1440, height: 900 } : FIRST_SIZE,
  );
});

test('a window is never smaller than the layout allows', () => {
  expect(placeWindow(stored(0, 0, 300, 200), screens)).toEqual({ x: 0, y: 0, width: 1120, height: 700 });
});
