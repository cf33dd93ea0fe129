/**
 * Centred smoothing: every value becomes the Gaussian-weighted mean of its neighbours, so the curve never lags behind
 * its data. `strength` in [0, 1) is read as that of an exponential mean: the radius is round(1/(1 − strength)) values.
 * At the first values the window shrinks on both sides, at the last only ahead, where nothing is known yet.
 * Values that are not finite are left out of the means; where none is near, the result is NaN.
 */
export function centredSmoothing(values: ArrayLike<number>, strength: number): number[] {
  const radius = strength > 0 ? Math.round(1 / (1 - Math.min(0.999, strength))) : 0;
  return Array.from({ length: values.length }, (_, i) => {
    const reach = Math.min(radius, i);
    const ahead = Math.min(reach, values.length - 1 - i);
    let sum = 0;
    let total = 0;
    for (let k = -reach; k <= ahead; k++) {
      const value = values[i + k] as number;
      if (!Number.isFinite(value)) continue;
      const weight = Math.exp(-2 * (k / (reach + 1)) ** 2);
      sum += weight * value;
      total += weight;
    }
    return total > 0 ? sum / total : Number.NaN;
  });
}
