/** log p_t of the followed particle where it is now, in nats: asked for once the clock rests. */
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId } from '../../shared/model/records.ts';
import { LIKELIHOOD_STEPS } from '../../shared/protocol/solvers.ts';
import { call } from '../api.ts';

const REST_MS = 250;

type Wanted = {
  readonly id: RunId;
  readonly step: number | null;
  /** The particle's own. */
  readonly condition: Condition;
  readonly guidance: number | undefined;
  readonly t: number;
  readonly place: readonly [number, number];
};

class ParticleDensity {
  /** Nats; −∞ outside the source's reach; null while it is not known. */
  logp = $state<number | null>(null);
  problem = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** Forgets what is known; `wanted` null: nothing more is asked. */
  want(wanted: Wanted | null): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.logp = null;
    this.problem = null;
    if (wanted) this.#timer = setTimeout(() => void this.#load(wanted, this.#asked), REST_MS);
  }

  async #load({ place, ...wanted }: Wanted, asked: number): Promise<void> {
    const how = { method: 'exact', probes: 1, seed: 0, solver: 'rk4', steps: LIKELIHOOD_STEPS } as const;
    const reply = await call('runs.likelihood', { ...wanted, points: Float32Array.from(place), ...how });
    if (asked !== this.#asked) return;
    if (reply.ok) this.logp = reply.value.logp[0] ?? null;
    else this.problem = reply.error.message;
  }
}

export const particleDensity = new ParticleDensity();
