import { expect, test } from 'vitest';
import { apart } from './labels-apart.ts';

test('labels over each other are moved down, one after the other; those beside each other stay', () => {
  const labels = [
    { name: 'c', x: 0, y: 12 },
    { name: 'a', x: 0, y: 0 },
    { name: 'b', x: 10, y: 3 },
    { name: 'far', x: 200, y: 1 },
  ];
  const places = Object.fromEntries(apart(labels, 50, 10).map(({ name, y }) => [name, y]));
  expect(places).toEqual({ a: 0, far: 1, b: 10, c: 20 });
});
