import { expect, test } from 'vitest';
import { LARGEST, lengthProblem, numberProblem, SIZES, sizeOf } from './picture-size.ts';

test.each(['64', '8192', ' 640 '])('%j pixels are a size', (text) => {
  expect(lengthProblem(text, LARGEST)).toBeNull();
});
test.each(['', '63', '8193', '1e3', '12.5', '-64', '0x80', 'NaN', '99999999'])('%j pixels are none', (text) => {
  expect(lengthProblem(text, LARGEST)).toBe('From 64 to 8192 pixels');
});
test('seconds may have a fraction', () => {
  expect(numberProblem('2.5', 1, 60, 'seconds')).toBeNull();
  expect(numberProblem('61', 1, 60, 'seconds')).toBe('From 1 to 60 seconds');
  expect(numberProblem('1e1', 1, 60, 'seconds')).not.toBeNull();
});
test('every size of the list is one, and an own one is read', () => {
  for (const { value } of SIZES.filter((size) => size.value !== 'own')) {
    const { width, height } = sizeOf(value, { width: '', height: '' });
    expect([lengthProblem(String(width), LARGEST), lengthProblem(String(height), LARGEST)]).toEqual([null, null]);
  }
  expect(sizeOf('own', { width: '300', height: '200' })).toEqual({ width: 300, height: 200 });
});
