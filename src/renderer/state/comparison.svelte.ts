import { SvelteMap } from 'svelte/reactivity';
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { nearest } from './clock-step.ts';
import { library } from './library.svelte.ts';
import { type SpeedProfile, speedProfile } from './speed.ts';
import { view } from './view.svelte.ts';

/** Particles of each view: the same ids, so the same noise, in both. */
export const COMPARED_PARTICLES = 420;
const FRAMES = 65;
const DATA_POINTS = 480;

export type ComparedPicture = {
  readonly runId: RunId;
  readonly step: number | null;
  readonly sample: SampleResult;
  readonly data: RunData;
  readonly speeds: SpeedProfile;
};
export type Side = 'a' | 'b';

/** Two runs side by side: which ones, at which snapshot, and their flows from the same noise. */
class Comparison {
  /** A training step for both: each shows its snapshot nearest to it. Null: the last of each. */
  step = $state<number | null>(null);
  linked = $state(true);
  differencesOnly = $state(true);
  readonly pictures = new SvelteMap<RunId, ComparedPicture>();
  readonly problems = new SvelteMap<RunId, string>();

  #chosen = $state.raw<Readonly<Record<Side, RunId | null>>>({ a: null, b: null });
  readonly #busy = new Set<string>();

  /** The chosen runs; until something was chosen, the selected run and the newest other one that has learned something. */
  readonly a: RunSummary | null = $derived(
    library.find(this.#chosen.a) ?? this.#other(library.find(this.#chosen.b), library.selected),
  );
  readonly b: RunSummary | null = $derived(
    this.#chosen.b !== this.a?.id && library.find(this.#chosen.b)
      ? library.find(this.#chosen.b)
      : this.#other(this.a, null),
  );

  choose(a: RunId | null, b: RunId | null): void {
    this.#chosen = { a, b };
    this.step = null;
  }

  /** Puts a run on one side; the run that was there changes places when it is already on the other. */
  put(side: Side, id: RunId): void {
    const now = { a: this.a?.id ?? null, b: this.b?.id ?? null };
    const other: Side = side === 'a' ? 'b' : 'a';
    this.#chosen = { ...now, [side]: id, [other]: now[other] === id ? now[side] : now[other] } as Record<
      Side,
      RunId | null
    >;
  }

  swap(): void {
    this.#chosen = { a: this.b?.id ?? null, b: this.a?.id ?? null };
  }

  /** Snapshot of a run that is shown; null when it has none yet. */
  stepOf(id: RunId): number | null {
    const steps = library.snapshots.get(id)?.map((info) => info.step) ?? [];
    return this.step === null ? (steps.at(-1) ?? null) : nearest(steps, this.step);
  }

  /** Opens a run: a free colour and its snapshots. */
  async open(run: RunSummary): Promise<void> {
    const [opened] = await Promise.all([call('runs.open', { id: run.id }), library.loadSnapshots(run.id)]);
    const current = library.find(run.id);
    if (opened.ok && current && current.slot !== opened.value.slot)
      library.put({ ...current, slot: opened.value.slot });
  }

  /** Computes the flow of a run at a snapshot; the old picture stays until the new one is there. */
  async show(run: RunSummary, step: number | null): Promise<void> {
    const wish = `${run.id}/${step}`;
    const shown = this.pictures.get(run.id);
    if (this.#busy.has(wish) || (shown && shown.step === step && !this.problems.has(run.id))) return;
    this.#busy.add(wish);
    this.problems.delete(run.id);
    const { solver, steps } = run.config.sampling;
    const [sample, data] = await Promise.all([
      call('runs.sample', {
        id: run.id,
        step,
        n: COMPARED_PARTICLES,
        steps,
        solver,
        seed: view.seed,
        condition: { kind: 'any' },
        frames: Math.min(FRAMES, steps + 1),
      }),
      shown
        ? Promise.resolve({ ok: true as const, value: shown.data })
        : call('runs.data', { id: run.id, n: DATA_POINTS }),
    ]);
    this.#busy.delete(wish);
    // Something newer was asked for meanwhile.
    if (this.stepOf(run.id) !== step) return;
    if (!sample.ok || !data.ok) {
      this.problems.set(run.id, !sample.ok ? sample.error.message : data.ok ? '' : data.error.message);
      return;
    }
    this.pictures.set(run.id, {
      runId: run.id,
      step,
      sample: sample.value,
      data: data.value,
      speeds: speedProfile(sample.value),
    });
  }

  #other(taken: RunSummary | null, wanted: RunSummary | null): RunSummary | null {
    if (wanted && wanted.id !== taken?.id) return wanted;
    const others = library.runs.filter((run) => run.id !== taken?.id).toSorted((x, y) => y.createdAt - x.createdAt);
    return others.find((run) => run.step > 0) ?? others[0] ?? null;
  }
}

export const comparison = new Comparison();
