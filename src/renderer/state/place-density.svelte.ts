/** log p_t of one place in nats, asked for once the clock and the place rest: of the followed particle and of the cross-hair. */
import type { Condition } from '../../shared/model/condition.ts';
import type { LikelihoodMethod } from '../../shared/model/names.ts';
import type { RunId } from '../../shared/model/records.ts';
import { LIKELIHOOD_STEPS } from '../../shared/protocol/solvers.ts';
import { call } from '../api.ts';

const REST_MS = 250;

type PlaceWish = {
  readonly id: RunId;
  readonly step: number | null;
  readonly condition: Condition;
  readonly guidance: number | undefined;
  readonly t: number;
  readonly place: readonly [number, number];
  readonly method: LikelihoodMethod;
  /** Rademacher probes of Hutchinson's estimate. */
  readonly probes: number;
};

class PlaceDensity {
  /** Nats; −∞ outside the source's reach; null while it is not known. */
  logp = $state<number | null>(null);
  /** Standard error over the probes; null for the exact divergence and for a single probe. */
  spread = $state<number | null>(null);
  problem = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** Forgets what is known; `wanted` null: nothing more is asked. */
  want(wanted: PlaceWish | null): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.logp = null;
    this.spread = null;
    this.problem = null;
    if (wanted) this.#timer = setTimeout(() => void this.#load(wanted, this.#asked), REST_MS);
  }

  async #load({ place, ...wanted }: PlaceWish, asked: number): Promise<void> {
    const how = { seed: 0, solver: 'rk4', steps: LIKELIHOOD_STEPS } as const;
    const reply = await call('runs.likelihood', { ...wanted, points: Float32Array.from(place), ...how });
    if (asked !== this.#asked) return;
    if (!reply.ok) {
      this.problem = reply.error.message;
      return;
    }
    this.logp = reply.value.logp[0] ?? null;
    this.spread = reply.value.spread?.[0] ?? null;
  }
}

export const particleDensity = new PlaceDensity();
export const probeDensity = new PlaceDensity();
