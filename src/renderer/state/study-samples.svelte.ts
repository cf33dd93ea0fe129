/** Samples of a trained run at evenly spaced times, for a figure of a study's page. */
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { call } from '../api.ts';

/** Source noise of every evaluation. */
const EVALUATION_SEED = 7;

class StudySamples {
  sample = $state.raw<SampleResult | null>(null);
  /** Why there is none. */
  problem = $state<string | null>(null);
  #runId: string | null = null;

  /** Asks once for each run; an answer that comes too late is dropped. */
  async show(run: RunSummary | null, frames: number): Promise<void> {
    if (run?.id === this.#runId) return;
    this.#runId = run?.id ?? null;
    this.sample = null;
    this.problem = null;
    if (run === null) return;
    const { steps, solver, samples } = run.config.sampling;
    const reply = await call('runs.sample', {
      id: run.id,
      step: null,
      n: samples,
      steps,
      solver,
      seed: EVALUATION_SEED,
      condition: { kind: 'any' },
      frames,
    });
    if (run.id !== this.#runId) return;
    if (reply.ok) this.sample = reply.value;
    else this.problem = reply.error.message;
  }
}

export const studySamples = new StudySamples();
