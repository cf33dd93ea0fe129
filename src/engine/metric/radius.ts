/** Mean |‖x_i‖ − r_i| over samples `[n, 2]` and the radii they were asked to have (data units). */
export function radiusError(samples: Float32Array, radii: ArrayLike<number>): number {
  const n = samples.length / 2;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const norm = Math.hypot(samples[2 * i] as number, samples[2 * i + 1] as number);
    sum += Math.abs(norm - (radii[i] as number));
  }
  return sum / n;
}

/** Mean error of the samples of each asked radius, in ascending order of radius. */
export function radiusErrors(
  samples: Float32Array,
  radii: ArrayLike<number>,
): { radius: number; value: number; n: number }[] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < radii.length; i++) {
    const radius = radii[i] as number;
    const norm = Math.hypot(samples[2 * i] as number, samples[2 * i + 1] as number);
    const errors = groups.get(radius) ?? [];
    errors.push(Math.abs(norm - radius));
    groups.set(radius, errors);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([radius, errors]) => ({
      radius,
      value: errors.reduce((sum, error) => sum + error, 0) / errors.length,
      n: errors.length,
    }));
}

/** Mean |x₁ of sample i − c_i| over samples `[n, 2]` and the first coordinates they were asked to have (data units). */
export function firstCoordinateError(samples: Float32Array, asked: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < asked.length; i++) sum += Math.abs((samples[2 * i] as number) - (asked[i] as number));
  return sum / asked.length;
}
