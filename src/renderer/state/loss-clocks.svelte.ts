/** The times noted with the losses of runs, asked for when a curve is drawn over time. */
import { SvelteMap } from 'svelte/reactivity';
import type { LossClock, RunId, RunSummary } from '../../shared/model/records.ts';
import { call } from '../api.ts';

/** A training's times are asked for again after so many steps more; until then its pace up to now is a straight line. */
const FRESH_STEPS = 1024;

class LossClocks {
  #known = new SvelteMap<RunId, LossClock>();
  /** Steps that a run had when its times were last asked for. */
  #asked = new Map<RunId, number>();

  of(id: RunId): LossClock {
    return this.#known.get(id) ?? [];
  }

  want({ id, step }: Pick<RunSummary, 'id' | 'step'>): void {
    const before = this.#asked.get(id);
    if (before !== undefined && step >= before && step < before + FRESH_STEPS) return;
    this.#asked.set(id, step);
    void call('runs.clock', { id }).then((reply) => {
      // Without them the curve goes by an even pace, and the next look asks again.
      if (reply.ok) this.#known.set(id, reply.value);
      else this.#asked.delete(id);
    });
  }
}

export const lossClocks = new LossClocks();
