/**
 * Counter-based random numbers (Philox 4x32-10; Salmon et al., SC 2011): the value at (seed, stream, index) never
 * depends on what was drawn before, so particle i has the same noise in every run, view and process.
 */

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function mulHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const middleLow = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(middleLow / 65536)) >>> 0;
}

/** Ten Philox rounds: four 32-bit words from a 128-bit counter and a 64-bit key, written into `out`. */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
  out: Uint32Array,
): void {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(M0, c0 >>> 0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = mulHigh(M1, c2 >>> 0);
    const low1 = Math.imul(M1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** Independent uses of one seed. New streams are added at the end, so old runs keep their numbers. */
export const STREAMS = {
  data: 0,
  initialise: 1,
  shuffle: 2,
  step: 3,
  source: 4,
  evaluation: 5,
  floor: 6,
  projection: 7,
  rows: 8,
  pairSource: 9,
  pairData: 10,
  pairPlan: 11,
  pairReuse: 12,
  even: 13,
  probe: 32,
} as const;
export type StreamName = keyof typeof STREAMS;

/** The random numbers of one index (a particle, an epoch, a layer) of one stream. */
export class RandomStream {
  #seed: number;
  #stream: number;
  #index: number;
  #block = 0;
  #words = new Uint32Array(4);
  #used = 4;
  #spare: number | null = null;

  constructor(seed: number, stream: StreamName, index = 0) {
    this.#seed = seed >>> 0;
    this.#stream = STREAMS[stream];
    this.#index = index;
  }

  /** Unsigned 32-bit word. */
  word(): number {
    if (this.#used === 4) {
      philox(
        [this.#block++, this.#index >>> 0, Math.floor(this.#index / 2 ** 32), 0],
        [this.#seed, this.#stream],
        this.#words,
      );
      this.#used = 0;
    }
    return this.#words[this.#used++] as number;
  }

  /** Uniform in [0, 1) with 32 bits. */
  uniform(): number {
    return this.word() / 4294967296;
  }

  /** Uniform integer in [0, n). */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log((this.word() + 1) / 4294967297));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** A random permutation of 0 … n−1 (Fisher–Yates). */
export function permutation(n: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const swap = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swap;
  }
  return order;
}
