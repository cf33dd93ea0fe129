const VALUES = 28;

/** Means of up to 28 equal stretches of the losses, for the small curve in lists. */
export function sparklineOf(losses: Float32Array): number[] {
  const finite = losses.filter(Number.isFinite);
  const count = Math.min(VALUES, finite.length);
  return Array.from({ length: count }, (_, k) => {
    const part = finite.subarray(
      Math.floor((k * finite.length) / count),
      Math.floor(((k + 1) * finite.length) / count),
    );
    return part.reduce((sum, loss) => sum + loss, 0) / part.length;
  });
}
