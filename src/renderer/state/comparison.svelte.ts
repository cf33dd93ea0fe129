import { SvelteMap } from 'svelte/reactivity';
import { compareRuns, type Letter, letterOf, MOST_COMPARED } from '../../shared/comparison/comparison.ts';
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { nearest } from './clock-step.ts';
import { distinctSlots } from './distinct-slots.ts';
import type { Lens } from './lens.svelte.ts';
import { library } from './library.svelte.ts';
import { RecentPictures } from './recent-pictures.ts';
import { session } from './session.svelte.ts';
import { type SpeedProfile, speedProfile } from './speed.ts';
import { view } from './view.svelte.ts';

export const PARTICLE_COUNTS = [420, 1000, 2000] as const;
export type ParticleCount = (typeof PARTICLE_COUNTS)[number];
const FRAMES = 101;
const DATA_POINTS = 480;

export type ComparedPicture = {
  readonly runId: RunId;
  readonly step: number | null;
  readonly sample: SampleResult;
  readonly data: RunData;
  readonly speeds: SpeedProfile;
};

export const COMPARE_MODES = ['grid', 'overlay', 'difference'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** How the curves beside the flows are drawn. */
class CurveLook {
  metric = $state('slicedW2');
  axis = $state<'step' | 'epoch' | 'time'>('step');
  log = $state(true);
  logAxis = $state(false);
  /** 0 … 1, as in the training's own chart. */
  smoothing = $state(0.6);
  members = $state(false);
}

/** Runs side by side: which ones, at which snapshot, how they are looked at, and their flows from the same noise. */
class Comparison {
  /** A training step for all: each shows its snapshot nearest to it. Null: the last of each. */
  step = $state<number | null>(null);
  mode = $state<CompareMode>('grid');
  /** What the trajectories are coloured by in Compare. */
  lens = $state<Lens>('run');
  linked = $state(true);
  differencesOnly = $state(true);
  /** Particles of each view: the same ids, so the same noise, in all. */
  particles = $state<ParticleCount>(420);
  /** Draws a path for every particle, whatever the number of views. */
  allPaths = $state(false);
  /** The run that lies faintly in the views of the others. */
  ghost = $state<RunId | null>(null);
  /** The one run that is shown large. */
  solo = $state<RunId | null>(null);
  readonly curves = new CurveLook();
  readonly pictures = new SvelteMap<RunId, ComparedPicture>();
  readonly problems = new SvelteMap<RunId, string>();

  #chosen = $state.raw<readonly RunId[]>([]);
  #baseline = $state<RunId | null>(null);
  readonly #busy = new Set<string>();
  readonly #recent = new RecentPictures<ComparedPicture>((picture) => picture.sample.frames.byteLength);

  /** Runs that somebody chose and that are still there, in order. */
  readonly chosen: readonly RunSummary[] = $derived(
    this.#chosen.map((id) => library.find(id)).filter((run) => run !== null),
  );
  /** The compared runs: below two chosen, the selected run and the newest others that have learned something fill up. */
  readonly runs: readonly RunSummary[] = $derived(this.#filledUp());
  /** The run that the others are held against: the chosen one, else a pinned one, else the first. */
  readonly baseline: RunSummary | null = $derived(
    this.runs.find((run) => run.id === this.#baseline) ?? this.runs.find((run) => run.pinned) ?? this.runs[0] ?? null,
  );
  /** Colours of the compared runs. A library has more runs than colours, and two grey ones could not be told apart. */
  readonly colours: ReadonlyMap<RunId, string> = $derived(
    new Map([...distinctSlots(this.runs)].map(([id, slot]) => [id, `var(--run-${slot})`])),
  );
  readonly result = $derived(
    compareRuns(
      this.runs,
      library.runs,
      Math.max(
        0,
        this.runs.findIndex((run) => run.id === this.baseline?.id),
      ),
    ),
  );

  choose(ids: readonly RunId[]): void {
    this.#chosen = [...new Set(ids)].slice(0, MOST_COMPARED);
    this.step = null;
    this.solo = null;
  }

  has(id: RunId): boolean {
    return this.#chosen.includes(id);
  }

  colourOf(id: RunId): string {
    return this.colours.get(id) ?? 'var(--text-3)';
  }

  letter(id: RunId): Letter | null {
    const index = this.runs.findIndex((run) => run.id === id);
    return index === -1 ? null : letterOf(index);
  }

  /** Takes a run in, or out again. A full comparison says so. */
  toggle(id: RunId): void {
    if (this.has(id)) this.remove(id);
    else this.add(id);
  }

  add(id: RunId): void {
    const run = library.find(id);
    if (!run || this.has(id)) return;
    const now = this.#chosen.filter((other) => library.find(other) !== null);
    if (now.length >= MOST_COMPARED) {
      session.toast('info', `${run.name} was not added`, `Compare takes ${MOST_COMPARED} runs. Remove one first.`);
      return;
    }
    this.#chosen = [...now, id];
    session.announce(`${run.name} is ${letterOf(now.length)} in Compare`);
  }

  remove(id: RunId): void {
    const rest = this.runs.filter((run) => run.id !== id);
    this.#chosen = (this.has(id) ? this.#chosen : rest.map((run) => run.id)).filter((other) => other !== id);
    if (this.#baseline === id) this.#baseline = null;
    if (this.ghost === id) this.ghost = null;
    if (this.solo === id) this.solo = null;
    session.announce(`${library.find(id)?.name ?? 'Run'} left Compare`);
  }

  /** Adds to what is shown, which may not have been chosen by hand yet. */
  addToShown(id: RunId): void {
    this.#chosen = this.runs.map((run) => run.id);
    this.add(id);
  }

  /** Puts a run in the place of another. */
  moveTo(id: RunId, place: number): void {
    const ids = this.runs.map((run) => run.id).filter((other) => other !== id);
    ids.splice(place, 0, id);
    this.#chosen = ids;
  }

  setBaseline(id: RunId): void {
    this.#baseline = id;
    session.announce(`Baseline: ${library.find(id)?.name ?? ''}`);
  }

  /** Every training step at which one of the runs has a snapshot. */
  readonly steps: readonly number[] = $derived(
    [...new Set(this.runs.flatMap((run) => (library.snapshots.get(run.id) ?? []).map((info) => info.step)))].sort(
      (a, b) => a - b,
    ),
  );

  /** Shows the snapshots nearest to a step; the newest step means "follow the newest of each". */
  showStep(step: number): void {
    this.step = step === this.steps.at(-1) ? null : step;
  }

  showStepBy(offset: 1 | -1): void {
    const index = this.steps.indexOf(this.step ?? this.steps.at(-1) ?? 0);
    const next = this.steps[Math.min(this.steps.length - 1, Math.max(0, index + offset))];
    if (next !== undefined) this.showStep(next);
  }

  /** Snapshot of a run that is shown; null when it has none yet. */
  stepOf(id: RunId): number | null {
    const steps = library.snapshots.get(id)?.map((info) => info.step) ?? [];
    return this.step === null ? (steps.at(-1) ?? null) : nearest(steps, this.step);
  }

  /** Opens a run: a free colour and its snapshots. */
  async open(run: RunSummary): Promise<void> {
    await Promise.all([library.giveColour(run.id), library.loadSnapshots(run.id)]);
  }

  /** Computes the flow of a run at a snapshot; the old picture stays until the new one is there. */
  async show(run: RunSummary, step: number | null): Promise<void> {
    const wish = `${run.id}/${step}/${this.particles}`;
    const known = this.#recent.get(wish);
    if (known) {
      this.problems.delete(run.id);
      this.pictures.set(run.id, known);
      return;
    }
    if (this.#busy.has(wish)) return;
    this.#busy.add(wish);
    this.problems.delete(run.id);
    const shown = this.pictures.get(run.id);
    const { solver, steps } = run.config.sampling;
    const [sample, data] = await Promise.all([
      call('runs.sample', {
        id: run.id,
        step,
        n: this.particles,
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
    const wanted = `${run.id}/${this.stepOf(run.id)}/${this.particles}` === wish;
    if (!sample.ok || !data.ok) {
      if (wanted) this.problems.set(run.id, !sample.ok ? sample.error.message : data.ok ? '' : data.error.message);
      return;
    }
    const picture = {
      runId: run.id,
      step,
      sample: sample.value,
      data: data.value,
      speeds: speedProfile(sample.value),
    };
    this.#recent.put(wish, picture);
    // Something newer was asked for meanwhile.
    if (wanted) this.pictures.set(run.id, picture);
  }

  #filledUp(): readonly RunSummary[] {
    if (this.chosen.length >= 2) return this.chosen;
    const runs = [...this.chosen];
    const newest = library.runs.toSorted((x, y) => y.createdAt - x.createdAt);
    const candidates = [library.selected, ...newest.filter((run) => run.step > 0), ...newest];
    for (const run of candidates) {
      if (runs.length < 2 && run && runs.every((other) => other.id !== run.id)) runs.push(run);
    }
    return runs;
  }
}

export const comparison = new Comparison();
