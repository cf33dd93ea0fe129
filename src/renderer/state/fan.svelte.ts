/** A fan: the same particles under several values of the guidance weight or of the radius, in one view. */
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { call } from '../api.ts';
import { type FanAxis, fanProblem, parseFan } from './fan-values.ts';
import { view } from './view.svelte.ts';

const PARTICLES = 160;

export type FanPicture = {
  readonly runId: RunId;
  readonly step: number | null;
  readonly axis: FanAxis;
  readonly values: readonly number[];
  readonly flows: readonly SampleResult[];
};

class Fan {
  on = $state(false);
  axis = $state<FanAxis>('radius');
  text = $state<Readonly<Record<FanAxis, string>>>({ radius: '1, 2, 3, 4', guidance: '0, 1, 2, 4' });
  picture = $state.raw<FanPicture | null>(null);
  problem = $state<string | null>(null);
  #asked = 0;

  readonly parsed = $derived(parseFan(this.text[this.axis], this.axis));

  setText(text: string): void {
    this.text = { ...this.text, [this.axis]: text };
  }

  /** Samples every value in turn; a newer wish ends an older one. */
  async show(run: RunSummary, step: number | null): Promise<void> {
    const asked = ++this.#asked;
    const { axis, parsed } = this;
    if (typeof parsed === 'string' || fanProblem(axis, run.config) !== null) {
      this.picture = null;
      return;
    }
    const { solver, steps } = run.config.sampling;
    const flows: SampleResult[] = [];
    for (const value of parsed) {
      const reply = await call('runs.sample', {
        id: run.id,
        step,
        n: PARTICLES,
        steps,
        solver,
        seed: view.seed,
        frames: Math.min(65, steps + 1),
        condition: axis === 'radius' ? { kind: 'radius', value } : view.conditionOf(run),
        ...(axis === 'guidance' ? { guidance: value } : {}),
      });
      if (asked !== this.#asked) return;
      if (!reply.ok) {
        this.problem = reply.error.message;
        this.picture = null;
        return;
      }
      flows.push(reply.value);
    }
    this.problem = null;
    this.picture = { runId: run.id, step, axis, values: parsed, flows };
  }
}

export const fan = new Fan();
