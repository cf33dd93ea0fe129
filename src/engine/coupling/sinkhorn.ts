/**
 * Entropic optimal transport between two point sets of equal size n with equal weights: the plan P with marginals 1/n that
 * minimises Σ P c + ε Σ P log P, c the squared distance, as P[i, j] = exp((f[i] + g[j] − c[i, j]) / ε). Sinkhorn's iterations
 * with potentials absorbed into the kernel before they overflow, and ε lowered in steps (Schmitzer, SIAM J. Sci. Comput. 41,
 * 2019), so that a small ε stays finite and converges.
 */
import type { RandomStream } from '../../shared/flow/random.ts';
import type { Points } from './exact.ts';

/** Largest Σ_i |Σ_j P[i, j] − 1/n| of a plan that counts as converged; the other marginal is exact. */
const TOLERANCE = 1e-3;
/** Iterations at each ε, whatever the tolerance says. */
const MOST_ITERATIONS = 400;
/** Scalings beyond this are absorbed into the potentials. */
const LARGEST_SCALING = 1e50;

export type Plan = {
  readonly n: number;
  /** `[n, n]` row-major: mass between x_i and y_j. */
  readonly mass: Float64Array;
  /** ε in squared data units. */
  readonly epsilon: number;
  /** Σ_i |Σ_j P[i, j] − 1/n|. */
  readonly marginalError: number;
};

/** The plan for ε = `relative` times the mean squared distance of these points. */
export function sinkhornPlan(x: Points, y: Points, relative: number): Plan {
  const cost = squaredCosts(x, y);
  const mean = cost.reduce((sum, c) => sum + c, 0) / cost.length;
  if (!Number.isFinite(mean)) throw new Error('Pairing needs finite points.');
  const { n } = x;
  // All points in one place: every plan costs nothing, and the independent one has the most entropy.
  if (mean === 0) return { n, mass: new Float64Array(n * n).fill(1 / (n * n)), epsilon: 0, marginalError: 0 };
  const epsilon = relative * mean;
  const scaling = new Scaling(cost, n);
  for (let coarse = mean; coarse > epsilon; coarse /= 2) scaling.iterate(coarse, 100 * TOLERANCE);
  const marginalError = scaling.iterate(epsilon, TOLERANCE);
  return { n, mass: scaling.plan(), epsilon, marginalError };
}

/** For each y_j an x_i drawn from the plan given j: `[n]`, with repetition. y stays as it was drawn, each point once. */
export function drawFromPlan({ n, mass }: Plan, random: RandomStream): Int32Array {
  const rows = new Int32Array(n);
  for (let j = 0; j < n; j++) {
    let left = random.uniform() / n;
    let row = 0;
    // The last row with mass takes what rounding leaves over.
    for (let i = 0; i < n; i++) {
      const here = mass[i * n + j] as number;
      if (here === 0) continue;
      row = i;
      left -= here;
      if (left < 0) break;
    }
    rows[j] = row;
  }
  return rows;
}

function squaredCosts(x: Points, y: Points): Float64Array {
  const { n } = x;
  const cost = new Float64Array(n * n);
  for (const [d, axis] of x.axes.entries()) {
    const other = y.axes[d] as Float64Array;
    for (let i = 0; i < n; i++) {
      const a = axis[i] as number;
      for (let j = 0, at = i * n; j < n; j++, at++) cost[at] = (cost[at] as number) + (a - (other[j] as number)) ** 2;
    }
  }
  return cost;
}

class Scaling {
  readonly #cost: Float64Array;
  readonly #n: number;
  readonly #f: Float64Array;
  readonly #g: Float64Array;
  readonly #kernel: Float64Array;
  readonly #a: Float64Array;
  readonly #b: Float64Array;
  readonly #sum: Float64Array;

  constructor(cost: Float64Array, n: number) {
    this.#cost = cost;
    this.#n = n;
    this.#f = new Float64Array(n);
    this.#g = new Float64Array(n);
    this.#kernel = new Float64Array(n * n);
    this.#a = new Float64Array(n).fill(1);
    this.#b = new Float64Array(n).fill(1);
    this.#sum = new Float64Array(n);
  }

  /** Iterates until the rows' marginal is within the tolerance; returns its error. Columns are exact after it. */
  iterate(epsilon: number, tolerance: number): number {
    this.#anchor(epsilon);
    let error = Number.POSITIVE_INFINITY;
    for (let k = 0; k < MOST_ITERATIONS && error > tolerance; k++) {
      error = this.#rows();
      this.#columns();
      if (this.#largest() > LARGEST_SCALING) this.#absorb(epsilon);
    }
    this.#absorb(epsilon);
    return error;
  }

  plan(): Float64Array {
    return this.#kernel;
  }

  /** Row potentials that make each row's sum right in the log domain, which no underflow can spoil. */
  #anchor(epsilon: number): void {
    const n = this.#n;
    for (let i = 0; i < n; i++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < n; j++) best = Math.max(best, (this.#g[j] as number) - (this.#cost[i * n + j] as number));
      let sum = 0;
      for (let j = 0; j < n; j++) {
        sum += Math.exp(((this.#g[j] as number) - (this.#cost[i * n + j] as number) - best) / epsilon);
      }
      this.#f[i] = -best - epsilon * Math.log(n * sum);
    }
    for (let j = 0; j < n; j++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < n; i++) best = Math.max(best, (this.#f[i] as number) - (this.#cost[i * n + j] as number));
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += Math.exp(((this.#f[i] as number) - (this.#cost[i * n + j] as number) - best) / epsilon);
      }
      this.#g[j] = -best - epsilon * Math.log(n * sum);
    }
    this.#fill(epsilon);
  }

  #fill(epsilon: number): void {
    const n = this.#n;
    for (let i = 0; i < n; i++) {
      const f = this.#f[i] as number;
      for (let j = 0, at = i * n; j < n; j++, at++) {
        this.#kernel[at] = Math.exp((f + (this.#g[j] as number) - (this.#cost[at] as number)) / epsilon);
      }
    }
  }

  /** Scales rows to 1/n; returns how far they were off. */
  #rows(): number {
    const n = this.#n;
    let error = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0, at = i * n; j < n; j++, at++) sum += (this.#kernel[at] as number) * (this.#b[j] as number);
      error += Math.abs(sum * (this.#a[i] as number) - 1 / n);
      this.#a[i] = 1 / (n * sum);
    }
    return error;
  }

  #columns(): void {
    const n = this.#n;
    const sum = this.#sum.fill(0);
    for (let i = 0; i < n; i++) {
      const a = this.#a[i] as number;
      for (let j = 0, at = i * n; j < n; j++, at++) sum[j] = (sum[j] as number) + (this.#kernel[at] as number) * a;
    }
    for (let j = 0; j < n; j++) this.#b[j] = 1 / (n * (sum[j] as number));
  }

  #largest(): number {
    let largest = 0;
    for (const scalings of [this.#a, this.#b]) {
      for (const value of scalings) largest = Math.max(largest, value, 1 / value);
    }
    return largest;
  }

  #absorb(epsilon: number): void {
    for (let k = 0; k < this.#n; k++) {
      this.#f[k] = (this.#f[k] as number) + epsilon * Math.log(this.#a[k] as number);
      this.#g[k] = (this.#g[k] as number) + epsilon * Math.log(this.#b[k] as number);
    }
    this.#a.fill(1);
    this.#b.fill(1);
    this.#fill(epsilon);
  }
}
