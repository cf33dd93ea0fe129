/** The solver lab of the window: one result at a time, kept while its dialog is closed. */
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId } from '../../shared/model/records.ts';
import { LAB_PARTICLES, type LabResult } from '../../shared/protocol/solver-lab.ts';
import { call } from '../api.ts';

export type LabWish = {
  readonly id: RunId;
  /** Snapshot step; null: the newest weights. */
  readonly step: number | null;
  readonly seed: number;
  readonly condition: Condition;
  readonly guidance: number | undefined;
};

class SolverLab {
  result = $state.raw<LabResult | null>(null);
  problem = $state<string | null>(null);
  /** 0 to 1 while it is at work; null at rest. */
  share = $state<number | null>(null);
  #wish: LabWish | null = null;
  #key = '';
  #asked = 0;

  /** Runs the lab unless this very one is there or on its way. */
  open(wish: LabWish): void {
    const key = JSON.stringify(wish);
    if (key === this.#key && this.problem === null) return;
    this.#wish = wish;
    this.#key = key;
    void this.#run(wish);
  }

  again(): void {
    if (this.#wish) void this.#run(this.#wish);
  }

  /** The studio tells how far it is. */
  hear(id: RunId, share: number): void {
    if (this.share !== null && id === this.#wish?.id) this.share = share;
  }

  async #run(wish: LabWish): Promise<void> {
    const asked = ++this.#asked;
    this.result = null;
    this.problem = null;
    this.share = 0;
    const reply = await call('runs.lab', { ...wish, n: LAB_PARTICLES });
    if (asked !== this.#asked) return;
    this.share = null;
    if (reply.ok) this.result = reply.value;
    else this.problem = reply.error.message;
  }
}

export const solverLab = new SolverLab();
