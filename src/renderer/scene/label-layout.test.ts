import { describe, expect, it } from 'vitest';
import { keptLabels, LABEL_RANKS, type LabelKind } from './label-layout.ts';

const box = (x: number, kind: LabelKind, y = 0) => ({ x, y, width: 20, height: 14, rank: LABEL_RANKS[kind] });

describe('overlapping labels', () => {
  it('drop by rank: the chip wins over a tick, wherever they stand in the list', () => {
    expect(keptLabels([box(0, 'tick'), box(10, 'chip')])).toEqual([false, true]);
    expect(keptLabels([box(10, 'chip'), box(0, 'tick')])).toEqual([true, false]);
  });

  it('follow chip, flag, hovered, caption, axis name, tick', () => {
    const kinds: LabelKind[] = ['tick', 'axis', 'caption', 'hover', 'flag', 'chip'];
    for (let i = 0; i + 1 < kinds.length; i++) {
      expect(keptLabels([box(0, kinds[i] as LabelKind), box(0, kinds[i + 1] as LabelKind)])).toEqual([false, true]);
    }
  });

  it('stay when they only come near', () => {
    expect(keptLabels([box(0, 'tick'), box(23, 'tick')])).toEqual([true, true]);
    expect(keptLabels([box(0, 'tick'), box(0, 'tick', 17)])).toEqual([true, true]);
    expect(keptLabels([box(0, 'tick'), box(21, 'tick')])).toEqual([true, false]);
  });

  it('make room for others when they are dropped themselves', () => {
    expect(keptLabels([box(0, 'chip'), box(15, 'axis'), box(30, 'tick')])).toEqual([true, false, true]);
  });

  it('may be none', () => expect(keptLabels([])).toEqual([]));
});
