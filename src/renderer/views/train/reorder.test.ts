import { describe, expect, it } from 'vitest';
import { beforeOf } from './reorder.ts';

const ids = ['a', 'b', 'c', 'd'];

/** Does what the studio does with a move. */
function moved(id: string, place: number): readonly string[] {
  const before = beforeOf(ids, id, place);
  if (before === undefined) return ids;
  const others = ids.filter((other) => other !== id);
  const at = before === null ? others.length : others.indexOf(before);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

describe('beforeOf', () => {
  it('lands at every place from every place', () => {
    for (const id of ids) {
      for (let place = 0; place < ids.length; place++) expect(moved(id, place).indexOf(id)).toBe(place);
    }
  });
  it('stays within the queue', () => {
    expect(beforeOf(ids, 'a', -1)).toBeUndefined();
    expect(beforeOf(ids, 'd', 4)).toBeUndefined();
    expect(beforeOf(ids, 'x', 0)).toBeUndefined();
  });
  it('sends no order that changes nothing', () => expect(beforeOf(ids, 'b', 1)).toBeUndefined());
});
