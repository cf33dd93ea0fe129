/** How sure a share of n independent samples is. */

/** Figures that are the share of samples for which something is true, each sample by itself. */
const SHARES: ReadonlySet<string> = new Set(['accuracy', 'within3Std']);

export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's interval of one standard error (z = 1, about 68 %) around a share p of n independent samples:
 *
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Unlike p ± √(p(1 − p)/n) it has a width at p = 1, where all of n samples being right does not prove that all are. Null for
 * figures that are no share of independent samples: nothing is known of their spread from one draw.
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
export function shareInterval(name: string, share: number, n: number): Interval | null {
  if (!SHARES.has(name) || !(n > 0) || !(share >= 0 && share <= 1)) return null;
  const centre = (share + 1 / (2 * n)) / (1 + 1 / n);
  const half = Math.sqrt((share * (1 - share)) / n + 1 / (4 * n * n)) / (1 + 1 / n);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
