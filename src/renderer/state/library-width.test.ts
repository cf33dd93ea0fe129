import { expect, test } from 'vitest';
import { LIBRARY_WIDTH, settingsSchema } from '../../shared/protocol/window-out.ts';
import { libraryWidth, widthByKey } from './library-width.ts';

test('the library is 220 to 360 px wide, whatever is asked for', () => {
  expect([-5, 219.4, 220, 300.6, 361, 1e9].map(libraryWidth)).toEqual([220, 220, 220, 301, 360, 360]);
  expect(libraryWidth(Number.NaN)).toBe(LIBRARY_WIDTH.first);
});

test('keys move the edge, within the same bounds', () => {
  expect(widthByKey(256, 'ArrowRight', false)).toBe(264);
  expect(widthByKey(256, 'ArrowLeft', true)).toBe(224);
  expect(widthByKey(224, 'ArrowLeft', false)).toBe(220);
  expect([widthByKey(300, 'Home', false), widthByKey(300, 'End', false), widthByKey(300, 'Enter', false)]).toEqual([
    220, 360, 256,
  ]);
  expect(widthByKey(300, 'ArrowUp', false)).toBeNull();
});

test('every such width can be remembered, and no other', () => {
  const taken = (width: number) => settingsSchema.shape.libraryWidth.safeParse(width).success;
  expect([219, 220, 256, 360, 361, 256.5].map(taken)).toEqual([false, true, true, true, false, false]);
});
