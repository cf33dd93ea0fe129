/** The model's own density at t on a grid, from its likelihood: asked for when wanted, once the clock rests. */
import { gridPlaces } from '../../shared/flow/square-grid.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId } from '../../shared/model/records.ts';
import { call } from '../api.ts';

const GRID = 40;
const REST_MS = 300;
const STEPS = 16;

export type DensityGrid = { readonly grid: number; readonly extent: number; readonly values: Float32Array };
type Wanted = {
  readonly id: RunId;
  readonly step: number | null;
  readonly condition: Condition;
  readonly guidance: number | undefined;
  readonly t: number;
  readonly extent: number;
};

class ModelDensity {
  grid = $state.raw<DensityGrid | null>(null);
  problem = $state<string | null>(null);
  working = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** Forgets what is shown; `wanted` null: nothing more is asked. */
  want(wanted: Wanted | null): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.grid = null;
    this.problem = null;
    this.working = wanted !== null;
    if (wanted) this.#timer = setTimeout(() => void this.#load(wanted, this.#asked), REST_MS);
  }

  async #load({ extent, ...wanted }: Wanted, asked: number): Promise<void> {
    const points = gridPlaces({ grid: GRID, extent });
    const how = { method: 'exact', probes: 1, seed: 0, solver: 'rk4', steps: STEPS } as const;
    const reply = await call('runs.likelihood', { ...wanted, points, ...how });
    if (asked !== this.#asked) return;
    this.working = false;
    if (!reply.ok) this.problem = reply.error.message;
    else this.grid = { grid: GRID, extent, values: reply.value.logp.map(Math.exp) };
  }
}

export const modelDensity = new ModelDensity();
