import { SvelteMap } from 'svelte/reactivity';
import type { RunId, RunSummary } from '../../shared/model/records.ts';

/** The guidance weight that each run is looked at with. */
class Guidance {
  #weights = new SvelteMap<RunId, number>();

  /** Null for a run that cannot be guided: its training never dropped the condition. */
  weightOf({ id, config }: Pick<RunSummary, 'id' | 'config'>): number | null {
    if (config.guidance.dropout === 0) return null;
    return this.#weights.get(id) ?? config.guidance.weight;
  }

  set(id: RunId, weight: number): void {
    this.#weights.set(id, weight);
  }
}

export const guidance = new Guidance();
