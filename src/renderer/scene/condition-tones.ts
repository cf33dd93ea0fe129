/** Where each particle's condition lies on the palette that colours by condition. */

/**
 * Tone in 0 … 1 of every particle. With a list of colours a label picks the middle of its colour's texel (labels beyond
 * the list start over); without one, values spread over the colour map from their smallest to their largest.
 */
export function conditionTones(conditions: Float32Array, colours: readonly string[] | null): Float32Array {
  const count = colours?.length ?? 0;
  if (count > 0) return conditions.map((label) => ((Math.max(0, Math.round(label)) % count) + 0.5) / count);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of conditions) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return conditions.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
}
