import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

const NAMES = ['path', 'batch', 'width', 'learningRate'];

it('finds the name that was meant', () => {
  expect(['bacth', 'widht', 'pat', 'learn', 'bath'].map((word) => nearestName(word, NAMES))).toEqual([
    ...['batch', 'width', 'path', 'learningRate', 'path'],
  ]);
});

it('two swapped letters are one mistake, and what is far from every name has none', () => {
  expect(nearestName('dwith', ['with', 'width'])).toBe('with');
  expect(nearestName('bacth', ['back', 'batch'])).toBe('batch');
  expect(nearestName('zzzzzz', NAMES)).toBeNull();
});
