/** A fan: the same particles under several values of the guidance weight or of the continuous condition, in one view. */
import { SvelteMap } from 'svelte/reactivity';
import type { Condition } from '../../shared/model/condition.ts';
import type { ContinuousCondition } from '../../shared/model/names.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { type FanAxis, fanProblem, parseFan } from './fan-values.ts';
import { type FanPicture, sampleFan } from './sample-fan.ts';

export type { FanPicture } from './sample-fan.ts';

class Fan {
  on = $state(false);
  axis = $state<FanAxis>('radius');
  /** What the values along `radius` are of: radii, first coordinates or the points' own column. */
  continuous = $state<ContinuousCondition>('radius');
  #texts = $state<Readonly<Record<'guidance' | ContinuousCondition, string>>>({
    guidance: '0, 1, 2, 4',
    radius: '1, 2, 3, 4',
    x1: '−1, 0, 1, 2',
    column: '0, 1, 2, 3',
  });
  /** Of the runs that were looked at last. */
  readonly pictures = new SvelteMap<RunId, FanPicture>();
  readonly #problems = new SvelteMap<RunId, string>();
  /** What was asked for last of each run. */
  readonly #asked = new Map<RunId, string>();

  /** Why a run that is looked at has no fan; of several runs, the first. */
  readonly problem: string | null = $derived([...this.#problems.values()][0] ?? null);
  readonly #of = $derived(this.axis === 'guidance' ? 'guidance' : this.continuous);
  readonly text = $derived(this.#texts[this.#of]);
  readonly parsed = $derived(parseFan(this.text, this.axis, this.continuous));

  setText(text: string): void {
    this.#texts = { ...this.#texts, [this.#of]: text };
  }

  /** Why a run cannot be fanned; null when it can. */
  problemFor(config: RunConfig): string | null {
    return fanProblem(this.axis, config, this.continuous);
  }

  /** Samples every value in turn; a newer wish for the same run ends an older one, and the same wish is fulfilled once. */
  async show(run: RunSummary, step: number | null, condition: Condition): Promise<void> {
    const { axis, parsed: values } = this;
    if (typeof values === 'string' || this.problemFor(run.config) !== null) {
      this.#forget(run.id);
      return;
    }
    const asked = JSON.stringify([step, axis, values, axis === 'radius' ? null : condition]);
    if (this.#asked.get(run.id) === asked) return;
    this.#asked.set(run.id, asked);
    const reply = await sampleFan({ run, step, axis, values, condition }, () => asked === this.#asked.get(run.id));
    if (reply === null) return;
    if (reply.ok) {
      this.#problems.delete(run.id);
      this.pictures.set(run.id, reply.value);
      return;
    }
    this.#forget(run.id);
    this.#problems.set(run.id, reply.error.message);
  }

  /** Lets go of the pictures of runs that are not looked at any more. */
  keepOnly(ids: readonly RunId[]): void {
    for (const id of [...this.#asked.keys(), ...this.#problems.keys()]) if (!ids.includes(id)) this.#forget(id);
  }

  #forget(id: RunId): void {
    this.#asked.delete(id);
    this.pictures.delete(id);
    this.#problems.delete(id);
  }
}

export const fan = new Fan();
