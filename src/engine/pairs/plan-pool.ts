/** Which pairs of which OT plans a step takes, when every plan is used several times. */
import { RandomStream } from '../../shared/flow/random.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { otBatchOf } from '../coupling/ot-batch.ts';

/** Pairs that are at hand together: a step mixes those of all plans. Of large plans there are at least so many. */
const MOST_PAIRS = 32_768;
const MOST_LARGE_PLANS = 32;
/** Pairs that the first steps draw from: more would only be waited for. */
const FIRST_PAIRS = 4096;
const FIRST_LARGE_PLANS = 4;
/** Names of a turn's plans and their passes in the stream of random numbers. */
const MOST_PASSES = 4096;

/** Plans `first` to `first + count − 1`. */
export type PlanWindow = { readonly first: number; readonly count: number };

/** How one pass visits a plan's rows: (stride · k + offset) mod n for k = 0 … n − 1, each once. */
type Pass = { readonly strides: Int32Array; readonly offsets: Int32Array };

/**
 * With reuse R an OT plan of n pairs gives n·R places in training batches. After every R · n / batch steps, a turn, one new
 * plan comes and, once the pool is full, the oldest goes, so that a plan is used about R times. Within a turn steps
 * take the same number of pairs from every plan, and visit each pair of a plan once before any of them again, in an order that is
 * drawn anew for every pass. All of it follows from seed and step. R = 1 is one plan after the other, in its own order.
 */
export class PlanPool {
  readonly #batch: number;
  readonly #size: number;
  readonly #seed: number;
  readonly #reuse: number;
  /** Steps of a turn. */
  readonly #turn: number;
  readonly #begin: number;
  readonly #most: number;
  #known = -1;
  #pass: Pass = { strides: new Int32Array(0), offsets: new Int32Array(0) };

  constructor(config: Pick<RunConfig, 'batch' | 'coupling' | 'seed'>) {
    this.#batch = config.batch;
    this.#size = otBatchOf(config);
    this.#seed = config.seed;
    this.#reuse = config.coupling.reuse;
    this.#turn = (this.#reuse * this.#size) / this.#batch;
    const plansOf = (pairs: number, least: number) =>
      Math.min(this.#reuse, Math.max(least, Math.ceil(pairs / this.#size)));
    this.#begin = plansOf(FIRST_PAIRS, FIRST_LARGE_PLANS);
    this.#most = plansOf(MOST_PAIRS, MOST_LARGE_PLANS);
  }

  /** The plans that a step draws from. */
  window(step: number): PlanWindow {
    const last = this.#begin - 1 + Math.floor(step / this.#turn);
    const first = Math.max(0, last + 1 - this.#most);
    return { first, count: last + 1 - first };
  }

  /** The first step that draws from a plan. */
  stepOf(plan: number): number {
    return Math.max(0, plan - this.#begin + 1) * this.#turn;
  }

  /** Writes plan and row of each pair of a step's batch; both `[batch]`. */
  places(step: number, plans: Int32Array, rows: Int32Array): void {
    const turn = Math.floor(step / this.#turn);
    const { first, count } = this.window(step);
    const before = (step - turn * this.#turn) * this.#batch;
    for (let i = 0; i < this.#batch; i++) {
      const which = (before + i) % count;
      const visit = Math.floor((before + i) / count);
      const pass = Math.floor(visit / this.#size);
      const { strides, offsets } = this.#passOf(turn, pass, count);
      plans[i] = first + which;
      // Below 2²⁶ for the largest plan, so exact.
      rows[i] = ((strides[which] as number) * (visit % this.#size) + (offsets[which] as number)) % this.#size;
    }
  }

  #passOf(turn: number, pass: number, count: number): Pass {
    const name = turn * MOST_PASSES + pass;
    if (name === this.#known) return this.#pass;
    this.#known = name;
    this.#pass = { strides: new Int32Array(count).fill(1), offsets: new Int32Array(count) };
    if (this.#reuse === 1) return this.#pass;
    const random = new RandomStream(this.#seed, 'pairReuse', name);
    for (let which = 0; which < count; which++) {
      this.#pass.strides[which] = strideOf(this.#size, random);
      this.#pass.offsets[which] = random.integer(this.#size);
    }
    return this.#pass;
  }
}

/** A random number from 1 to n that shares no divisor with n. */
function strideOf(n: number, random: RandomStream): number {
  for (;;) {
    const stride = 1 + random.integer(n);
    if (divisor(stride, n) === 1) return stride;
  }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
