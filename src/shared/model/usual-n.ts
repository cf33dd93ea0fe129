/** The number of samples that most of the values were measured with; the later one of equals, null without any. */
export function usualN(ns: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const n of ns) counts.set(n, (counts.get(n) ?? 0) + 1);
  let best: number | null = null;
  for (const n of ns) if (best === null || (counts.get(n) ?? 0) >= (counts.get(best) ?? 0)) best = n;
  return best;
}
