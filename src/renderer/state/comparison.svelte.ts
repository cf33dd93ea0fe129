import { SvelteMap } from 'svelte/reactivity';
import { compareRuns, type Letter, letterOf, MOST_COMPARED } from '../../shared/comparison/comparison.ts';
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { SolverName } from '../../shared/model/names.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { nearest } from './clock-step.ts';
import { comparedConditions } from './compared-conditions.svelte.ts';
import { CurveLook } from './curve-look.svelte.ts';
import { distinctSlots } from './distinct-slots.ts';
import { filledUp } from './filled-up.ts';
import { type FlowFailure, type FlowRepair, flowRepair, lostParticles, snapshotBefore } from './flow-repair.ts';
import type { Lens } from './lens-names.ts';
import { library } from './library.svelte.ts';
import { oneForSeeds } from './one-for-seeds.ts';
import { RecentPictures } from './recent-pictures.ts';
import { session } from './session.svelte.ts';
import { type SpeedProfile, speedProfile } from './speed.ts';
import { view } from './view.svelte.ts';

export const PARTICLE_COUNTS = [420, 1000, 2000] as const;
export type ParticleCount = (typeof PARTICLE_COUNTS)[number];
/** While a condition is being dragged. */
const QUICK_PARTICLES = 160;
const FRAMES = 101;
const DATA_POINTS = 480;

export type ComparedPicture = {
  readonly runId: RunId;
  /** Of the wish that it fulfils. */
  readonly key: string;
  readonly step: number | null;
  readonly condition: Condition;
  readonly guidance: number | undefined;
  readonly sample: SampleResult;
  readonly data: RunData;
  readonly speeds: SpeedProfile;
};

/** What one picture is made from. */
type Wish = Pick<ComparedPicture, 'key' | 'step' | 'condition' | 'guidance'> & {
  readonly run: RunSummary;
  readonly n: number;
};

export const COMPARE_MODES = ['grid', 'overlay', 'difference'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

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
  /** The run whose particles an isolation chooses, in all views; null: in each view its own. */
  isolatedIn = $state<RunId | null>(null);
  /** What the pointer draws over a view. */
  tool = $state<'box' | 'lasso' | null>(null);
  /** The run that the pointer or the focus is on: what a key means. */
  pointed = $state<RunId | null>(null);
  /** The one run that is shown large. */
  solo = $state<RunId | null>(null);
  readonly curves = new CurveLook();
  readonly pictures = new SvelteMap<RunId, ComparedPicture>();
  /** Why a run has no picture, and the one button that mends it. */
  readonly problems = new SvelteMap<RunId, { readonly message: string; readonly repair: FlowRepair }>();
  /** Runs that are not solved as they were told to be, because that way does not lead through. */
  readonly #solvers = new SvelteMap<RunId, SolverName>();

  #chosen = $state.raw<readonly RunId[]>([]);
  #baseline = $state<RunId | null>(null);
  /** Runs whose pictures are being computed, and how many of their parts (points, paths) are there. */
  readonly working = new SvelteMap<RunId, { readonly done: number; readonly of: number }>();
  readonly #recent = new RecentPictures<ComparedPicture>((picture) => picture.sample.frames.byteLength);

  /** Runs that somebody chose and that are still there, in order. */
  readonly chosen: readonly RunSummary[] = $derived(
    this.#chosen.map((id) => library.find(id)).filter((run) => run !== null),
  );
  /** The compared runs: below two chosen, the selected run and the newest others that have learned something fill up. */
  readonly runs: readonly RunSummary[] = $derived(filledUp(this.chosen, library.selected, library.runs));
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

  /** The run that was made the baseline by hand; null: a pinned one, or the first. */
  get baselineId(): RunId | null {
    return this.#baseline;
  }

  set baselineId(id: RunId | null) {
    this.#baseline = id;
  }

  choose(ids: readonly RunId[]): void {
    this.#chosen = [...new Set(ids)].slice(0, MOST_COMPARED);
    this.step = null;
    this.solo = null;
  }

  /** Chosen runs, several at once; whole settings are one view each, and what has no place is told. */
  compare(chosen: readonly RunSummary[]): void {
    const runs = oneForSeeds(chosen, library.runs);
    this.choose(runs.map(({ id }) => id));
    session.tab = 'compare';
    if (runs.length > MOST_COMPARED)
      session.toast('info', `The first ${MOST_COMPARED} of ${runs.length} runs are compared`, null);
    else if (runs.length < chosen.length)
      session.toast(
        'info',
        `${chosen.length} runs, ${runs.length} settings`,
        'One seed of each is drawn; the figures are means over all of them.',
      );
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
    if (this.isolatedIn === id) this.isolatedIn = null;
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

  leave(id: RunId): void {
    if (this.pointed === id) this.pointed = null;
  }

  /** The run that is pointed at becomes the baseline; where there is none, or it is already, the next one. */
  baselineByKey(): void {
    const pointed = this.runs.find((run) => run.id === this.pointed);
    if (pointed && pointed.id !== this.baseline?.id) this.setBaseline(pointed.id);
    else this.nextBaseline();
  }

  /** The next run becomes the baseline. */
  nextBaseline(): void {
    const index = this.runs.findIndex((run) => run.id === this.baseline?.id);
    const next = this.runs[(index + 1) % Math.max(1, this.runs.length)];
    if (next) this.setBaseline(next.id);
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

  /** Lets go of the pictures of runs that left; the newest are at hand for a while if they come back. */
  keepOnly(ids: readonly RunId[]): void {
    for (const pictures of [this.pictures, this.problems])
      for (const id of [...pictures.keys()]) if (!ids.includes(id)) pictures.delete(id);
  }

  /** Names what a run's picture is made from: snapshot, particles, condition, guidance. Null: nothing to show yet. */
  keyOf(id: RunId): string | null {
    return this.#wishOf(id)?.key ?? null;
  }

  /** Computes what is wished of a run, one picture at a time, the newest wish last; the old picture stays until then. */
  async show(id: RunId): Promise<void> {
    if (this.working.has(id)) return;
    this.working.set(id, { done: 0, of: 2 });
    try {
      let done: string | null = null;
      for (let wish = this.#wishOf(id); wish && wish.key !== done; wish = this.#wishOf(id)) {
        done = wish.key;
        await this.#fulfil(wish);
      }
    } finally {
      this.working.delete(id);
    }
  }

  /** The solver of a run's view: its own, or the one that mended it. */
  solverOf({ id, config }: Pick<RunSummary, 'id' | 'config'>): SolverName {
    return this.#solvers.get(id) ?? config.sampling.solver;
  }

  /** Does what the button under a refused flow says. */
  mend(id: RunId): void {
    const repair = this.problems.get(id)?.repair;
    if (repair?.kind === 'solve') this.#solvers.set(id, repair.solving.solver);
    else if (repair?.kind === 'newest') this.step = null;
    else if (repair?.kind === 'earlier') this.showStep(repair.step);
    else void this.show(id);
  }

  #refuse(run: RunSummary, step: number | null, code: FlowFailure | null, message: string): void {
    const { rtol: tolerance, noise } = run.config.sampling;
    const solving = { solver: this.solverOf(run), tolerance, noise, backward: false };
    const steps = library.snapshots.get(run.id)?.map((info) => info.step) ?? [];
    // In Compare the newest of each is shown without being asked for by its step.
    const asked = this.step === null ? null : step;
    const repair = flowRepair(code, { run, step: asked, solving, earlier: snapshotBefore(steps, step) });
    // What was drawn before is the answer to another question.
    this.pictures.delete(run.id);
    this.problems.set(run.id, { message, repair });
  }

  #wishOf(id: RunId): Wish | null {
    const run = this.runs.find((each) => each.id === id);
    const step = this.stepOf(id);
    if (!run || step === null) return null;
    const condition = comparedConditions.of(run.config);
    const weight = comparedConditions.weightOf(run.config);
    const n = comparedConditions.dragging ? QUICK_PARTICLES : this.particles;
    const key = [id, step, n, JSON.stringify(condition), weight ?? 'own', this.solverOf(run)].join('/');
    return { key, run, step, n, condition, guidance: weight };
  }

  async #fulfil({ key, run, step, n, condition, guidance }: Wish): Promise<void> {
    const known = this.#recent.get(key);
    if (known) {
      this.problems.delete(run.id);
      this.pictures.set(run.id, known);
      return;
    }
    this.problems.delete(run.id);
    const shown = this.pictures.get(run.id);
    const { steps } = run.config.sampling;
    const solver = this.solverOf(run);
    const frames = Math.min(FRAMES, steps + 1);
    let done = 0;
    this.working.set(run.id, { done, of: 2 });
    const part = async <T>(work: Promise<T>): Promise<T> => {
      const value = await work;
      done += 1;
      this.working.set(run.id, { done, of: 2 });
      return value;
    };
    const [sample, data] = await Promise.all([
      part(call('runs.sample', { id: run.id, step, n, steps, solver, seed: view.seed, condition, frames, guidance })),
      part(
        shown
          ? Promise.resolve({ ok: true as const, value: shown.data })
          : call('runs.data', { id: run.id, n: DATA_POINTS }),
      ),
    ]);
    const wanted = this.keyOf(run.id);
    if (!sample.ok || !data.ok) {
      if (wanted !== key) return;
      if (!sample.ok) this.#refuse(run, step, sample.error.code, sample.error.message);
      else if (!data.ok) this.#refuse(run, step, null, data.error.message);
      return;
    }
    const lost = lostParticles(sample.value, step);
    if (lost !== null) {
      if (wanted === key) this.#refuse(run, step, 'not-finite', lost);
      return;
    }
    const made = { runId: run.id, key, step, condition, guidance };
    const picture = { ...made, sample: sample.value, data: data.value, speeds: speedProfile(sample.value) };
    this.#recent.put(key, picture);
    // Also when something newer was asked for meanwhile: what is dragged must look alive.
    if (wanted !== null) this.pictures.set(run.id, picture);
  }
}

export const comparison = new Comparison();
