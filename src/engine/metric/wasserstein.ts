import { type Assignment, assign, assignmentSteps, type CostMatrix } from './assignment.ts';

/** Above this many points the costs are kept in single precision: 400 MB instead of 800 at n = 10,000. */
const DOUBLE_PRECISION_POINTS = 3000;
/** How long a patient assignment works before it lets messages in. */
const TURN_MS = 50;

/** Squared Euclidean distances between two point sets of the same size, `[n, n]` row-major. */
export function squaredDistances(a: Float32Array, b: Float32Array): Float64Array {
  return fillDistances(new Float64Array((a.length / 2) ** 2), a, b);
}

function costsOf(a: Float32Array, b: Float32Array): CostMatrix {
  const n = a.length / 2;
  return n > DOUBLE_PRECISION_POINTS ? fillDistances(new Float32Array(n * n), a, b) : squaredDistances(a, b);
}

function fillDistances<T extends CostMatrix>(cost: T, a: Float32Array, b: Float32Array): T {
  const n = a.length / 2;
  for (let i = 0; i < n; i++) {
    const x = a[2 * i] as number;
    const y = a[2 * i + 1] as number;
    for (let j = 0; j < n; j++) {
      cost[i * n + j] = (x - (b[2 * j] as number)) ** 2 + (y - (b[2 * j + 1] as number)) ** 2;
    }
  }
  return cost;
}

const distanceOf = ({ cost }: Assignment, n: number) => Math.sqrt(Math.max(0, cost) / n);

/**
 * 2-Wasserstein distance between two point sets `[n, 2]` of the same size, by exact assignment:
 * W2 = √(min over permutations π of (1/n) Σ ‖a_i − b_π(i)‖²). In data units: this is W2, not its square.
 */
export function wasserstein2(a: Float32Array, b: Float32Array): number {
  const n = a.length / 2;
  if (b.length !== a.length) throw new Error(`W2 needs two sets of the same size, not ${n} and ${b.length / 2}.`);
  return distanceOf(assign(costsOf(a, b), n), n);
}

/** The same for many points: tells the share that is done and lets messages in between. */
export async function patientWasserstein2(
  a: Float32Array,
  b: Float32Array,
  tell: (share: number) => void,
): Promise<number> {
  const n = a.length / 2;
  const steps = assignmentSteps(costsOf(a, b), n);
  for (let begin = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return distanceOf(value, n);
    if (performance.now() - begin < TURN_MS) continue;
    tell(value);
    await new Promise<void>((resolve) => setImmediate(resolve));
    begin = performance.now();
  }
}
