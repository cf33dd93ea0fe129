/** Distances that compare two point sets pair by pair: the energy distance and the maximum mean discrepancy. */

export type PairDistances = { readonly energyDistance: number; readonly mmd: number };

type Means = { readonly distance: number; readonly kernel: number };

/** Mean of ‖a_i − b_j‖ and of exp(−‖a_i − b_j‖² / 2h²) over all pairs of `[n, 2]` and `[m, 2]`. */
function meansBetween(a: Float32Array, b: Float32Array, bandwidth: number): Means {
  const sums = { distance: 0, kernel: 0 };
  for (let i = 0; i < a.length; i += 2) addPairs(sums, a, i, b, b.length, bandwidth);
  const pairs = (a.length / 2) * (b.length / 2);
  return { distance: sums.distance / pairs, kernel: sums.kernel / pairs };
}

/** The same within one set: every pair counts twice, and each point once with itself, at distance 0. */
function meansWithin(a: Float32Array, bandwidth: number): Means {
  const n = a.length / 2;
  const sums = { distance: 0, kernel: 0 };
  for (let i = 0; i < a.length; i += 2) addPairs(sums, a, i, a, i, bandwidth);
  return { distance: (2 * sums.distance) / (n * n), kernel: (2 * sums.kernel + n) / (n * n) };
}

/** Adds the pairs of point `i` of `a` with the points of `b` before `end`. */
function addPairs(
  sums: { distance: number; kernel: number },
  a: Float32Array,
  i: number,
  b: Float32Array,
  end: number,
  bandwidth: number,
): void {
  const scale = -1 / (2 * bandwidth * bandwidth);
  const x = a[i] as number;
  const y = a[i + 1] as number;
  let [distance, kernel] = [0, 0];
  for (let j = 0; j < end; j += 2) {
    const dx = x - (b[j] as number);
    const dy = y - (b[j + 1] as number);
    const squared = dx * dx + dy * dy;
    distance += Math.sqrt(squared);
    kernel += Math.exp(scale * squared);
  }
  sums.distance += distance;
  sums.kernel += kernel;
}

/**
 * Energy distance 2E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖ (Székely and Rizzo; data units, the square of a metric) and squared
 * MMD E k(X, X′) + E k(Y, Y′) − 2E k(X, Y) with k(x, y) = exp(−‖x − y‖² / 2h²) (Gretton et al., JMLR 13, 2012). Both are
 * V-statistics, means over all pairs: never negative, and biased upwards by about 1/n, as their floors are.
 */
export function pairDistances(a: Float32Array, b: Float32Array, bandwidth: number): PairDistances {
  const [within, other, between] = [
    meansWithin(a, bandwidth),
    meansWithin(b, bandwidth),
    meansBetween(a, b, bandwidth),
  ];
  return {
    energyDistance: Math.max(0, 2 * between.distance - within.distance - other.distance),
    mmd: Math.max(0, within.kernel + other.kernel - 2 * between.kernel),
  };
}

/** Median of the distances between all pairs of these points `[n, 2]`: the kernel width h. */
export function medianDistance(points: Float32Array): number {
  const n = points.length / 2;
  const distances = new Float64Array((n * (n - 1)) / 2);
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      distances[k++] = Math.hypot(
        (points[2 * i] as number) - (points[2 * j] as number),
        (points[2 * i + 1] as number) - (points[2 * j + 1] as number),
      );
    }
  }
  distances.sort();
  // Data that is one point has no width; any kernel tells it from another one.
  return distances[distances.length >> 1] || 1;
}
