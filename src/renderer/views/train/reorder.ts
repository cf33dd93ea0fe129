/**
 * The run that `id` must be put before so that it ends at `place` (from 0): an id, or null for the end. Undefined when it
 * is there already or cannot go there.
 */
export function beforeOf(ids: readonly string[], id: string, place: number): string | null | undefined {
  const from = ids.indexOf(id);
  if (from === -1 || place === from || place < 0 || place >= ids.length) return undefined;
  const others = ids.filter((other) => other !== id);
  return others[place] ?? null;
}
