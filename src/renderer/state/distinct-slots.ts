/** A colour for each of a few runs, their own where they have one. */
import type { RunId, RunSummary } from '../../shared/model/records.ts';

const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Runs without a colour, or with one that is taken here, borrow a free one. Up to eight runs are told apart. */
export function distinctSlots(runs: readonly Pick<RunSummary, 'id' | 'slot'>[]): ReadonlyMap<RunId, number> {
  const slots = new Map<RunId, number>();
  const taken = new Set<number>();
  for (const { id, slot } of runs) {
    if (slot === 0 || taken.has(slot)) continue;
    slots.set(id, slot);
    taken.add(slot);
  }
  for (const { id } of runs) {
    if (slots.has(id)) continue;
    const free = SLOTS.find((slot) => !taken.has(slot)) ?? 8;
    slots.set(id, free);
    taken.add(free);
  }
  return slots;
}
