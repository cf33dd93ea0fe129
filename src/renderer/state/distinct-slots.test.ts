import { expect, it } from 'vitest';
import type { ColourSlot } from '../../shared/model/records.ts';
import { distinctSlots } from './distinct-slots.ts';

const run = (id: string, slot: ColourSlot) => ({ id, slot });

it('keeps the colours that runs have and lends free ones to the others', () => {
  const slots = distinctSlots([run('a', 0), run('b', 1), run('c', 1), run('d', 3)]);
  expect(Object.fromEntries(slots)).toEqual({ a: 2, b: 1, c: 4, d: 3 });
});
