import type { SampleResult } from '../../shared/engine-protocol.ts';
import { isMixed } from '../../shared/flow/condition-groups.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { SolverName } from '../../shared/model/names.ts';
import type { RunId, RunSummary, Trajectories } from '../../shared/model/records.ts';
import { type Reply, succeed } from '../../shared/result.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { startsBackward, toldForward } from './backward.ts';
import { type FlowFailure, type FlowRepair, flowRepair, lostParticles, snapshotBefore } from './flow-repair.ts';
import { fieldShape, ghostKey, sameCondition, sampling, type Wanted, type Work, workOf } from './flow-wish.ts';
import { guidance } from './guidance.svelte.ts';
import { library } from './library.svelte.ts';
import { type FlowField, requestField, requestMixedField } from './request-field.ts';
import { solving } from './solving.svelte.ts';
import { type SpeedProfile, speedProfile } from './speed.ts';
import { view } from './view.svelte.ts';

const DATA_POINTS = 1000;
/** A quick sample: while the radius is being dragged, before a longer one of a run just opened, and beside a training. */
const QUICK_PARTICLES = 200;
const QUICK_STEPS = 100;

/** One picture: everything in it belongs to the same run, snapshot and condition, but for a field that says it is old. */
export type FlowPicture = {
  readonly runId: RunId;
  /** Snapshot step; null when the run has none, so the latest parameters were used. */
  readonly step: number | null;
  readonly condition: Condition;
  /** Guidance weight; left out for a run that cannot be guided. */
  readonly guidance: number | undefined;
  readonly trajectories: Trajectories;
  /** Trajectories of `any`, shown behind a chosen class. */
  readonly ghosts: Trajectories | null;
  readonly field: FlowField | null;
  /** True while the field is that of the picture before: good to look at for a moment, not to be told in figures. */
  readonly fieldIsOld: boolean;
  readonly data: RunData;
  readonly evaluations: number;
  readonly durationMs: number;
  readonly speeds: SpeedProfile;
  /** Upper end of the speed scale: it only grows while a run is open, so colours keep their meaning. */
  readonly speedMax: number;
  /** Steps taken, and those that the adaptive solver took back, with their times. */
  readonly solver: SolverName;
  /** True when its particles are data points that went back to t = 0. */
  readonly backward: boolean;
  readonly solverSteps: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly stepTimes: Float32Array;
  readonly rejectedTimes: Float32Array;
};

/** The flow of the selected run. Asking again supersedes what is under way; the old picture stays until the new one is whole. */
class Flow {
  picture = $state.raw<FlowPicture | null>(null);
  /** Null at rest. */
  working = $state.raw<Work | null>(null);
  problem = $state<string | null>(null);
  /** What gets it to work again; only beside a problem. */
  repair = $state.raw<FlowRepair>({ kind: 'again', label: 'Try again' });

  #wanted: Wanted | null = null;
  #busy = false;
  #settle: ReturnType<typeof setTimeout> | undefined;
  /** The run asked for last: a first picture of another one is a quick one. */
  #opened: RunId | null = null;
  #data = new Map<RunId, RunData>();
  #asked = new Map<RunId, Promise<Reply<RunData>>>();
  #ghosts = new Map<string, Trajectories>();
  #speedMax = new Map<string, number>();

  /** Opens a run: a free colour, its snapshots, then its picture. */
  async open(run: RunSummary): Promise<void> {
    this.problem = null;
    // Points that cannot be read are told when the picture is asked for.
    await Promise.all([library.giveColour(run.id), library.loadSnapshots(run.id), this.#dataOf(run.id)]);
  }

  /** Asks for the picture of a run at a snapshot and condition. `quick`: the value is still moving. */
  show(run: RunSummary, step: number | null, condition: Condition, quick = false): void {
    const opening = run.status !== 'training' && run.config.sampling.steps > QUICK_STEPS && this.#opened !== run.id;
    this.#opened = run.id;
    this.#ask(run, step, condition, quick || opening);
    if (quick || opening) this.#settle = setTimeout(() => this.#ask(run, step, condition, false), 160);
  }

  #ask(run: RunSummary, step: number | null, condition: Condition, quick: boolean): void {
    clearTimeout(this.#settle);
    const own = run.config.sampling.steps;
    const light = quick || run.status === 'training';
    this.#wanted = {
      run,
      step,
      condition,
      guidance: guidance.weightOf(run) ?? undefined,
      n: light ? QUICK_PARTICLES : view.particles,
      steps: light ? Math.min(own, QUICK_STEPS) : own,
      solving: solving.of(run),
    };
    void this.#work();
  }

  clear(): void {
    clearTimeout(this.#settle);
    this.#opened = null;
    this.#wanted = null;
    this.picture = null;
    this.problem = null;
    this.working = null;
  }

  /** Does what the button under the problem says. Another way of solving, or another step, asks by itself. */
  mend(): void {
    const run = library.selected;
    if (!run) return;
    if (this.repair.kind === 'solve') solving.set(run.id, this.repair.solving);
    else if (this.repair.kind === 'newest') view.setStep(run.id, null);
    else if (this.repair.kind === 'earlier') view.setStep(run.id, this.repair.step);
    else this.show(run, shownStep(run), view.conditionOf(run));
  }

  /** One request at a time: the newest wish waits, those between are never sent. */
  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = null;
        this.working = this.#follows(wanted) ? null : workOf(wanted);
        const picture = await this.#compute(wanted);
        this.working = null;
        if (picture) await this.#complete(picture, wanted);
      }
    } finally {
      this.working = null;
      this.#busy = false;
    }
  }

  /** True when only a newer snapshot of the same picture came: it is exchanged without a word. */
  #follows({ run, condition, guidance: weight }: Wanted): boolean {
    const shown = this.picture;
    if (shown?.runId !== run.id || view.stepOf(run.id) !== null || shown.guidance !== weight) return false;
    return sameCondition(shown.condition, condition);
  }

  /** Shows the picture; null when it failed or another run is wanted by now. */
  async #compute(wanted: Wanted): Promise<FlowPicture | null> {
    const { run, step, condition } = wanted;
    const data = await this.#dataOf(run.id);
    if (typeof data === 'string') return this.#fail(data, null, wanted);
    this.#partDone(1);
    const mixed = isMixed(run.config, condition);
    const asked = { id: run.id, step, shape: fieldShape(wanted, data), guidance: wanted.guidance };
    const sampled = this.#sample(wanted, data);
    const fieldComes = mixed ? null : requestField(asked, condition);
    const sample = await sampled;
    if (!sample.ok) return this.#fail(sample.error.message, sample.error.code, wanted);
    const lost = lostParticles(sample.value, step);
    if (lost !== null) return this.#fail(lost, 'not-finite', wanted);
    // A newer wish for the same run still shows this one first: a dragged slider must look alive.
    if (this.#wanted && this.#wanted.run.id !== run.id) return null;
    const { backward, solver } = wanted.solving;
    const { evaluations, durationMs, accepted, rejected, stepTimes, rejectedTimes } = sample.value;
    const speeds = speedProfile(sample.value);
    // Noise moves faster than any flow: its scale is its own.
    const scale = solver === 'euler-maruyama' ? `${run.id} noise` : run.id;
    const speedMax = Math.max(speeds.high, this.#speedMax.get(scale) ?? 0);
    this.#speedMax.set(scale, speedMax);
    this.problem = null;
    const picture: FlowPicture = {
      runId: run.id,
      step,
      condition,
      guidance: wanted.guidance,
      trajectories: sample.value,
      ghosts: backward ? null : (this.#ghosts.get(ghostKey(wanted)) ?? null),
      // The paths do not wait for the field, which comes a moment later; that of all conditions comes much later. Until
      // then an older one of this picture is better than none.
      field: (mixed ? this.#follows(wanted) : this.picture?.runId === run.id) ? (this.picture?.field ?? null) : null,
      fieldIsOld: true,
      data,
      evaluations,
      durationMs,
      speeds,
      speedMax,
      solver,
      backward,
      solverSteps: accepted,
      ...{ accepted, rejected, stepTimes, rejectedTimes },
    };
    this.picture = picture;
    this.#partDone(2);
    const field = await fieldComes;
    if (field === null || this.picture?.trajectories !== picture.trajectories) return picture;
    if (!field.ok) return this.#fail(field.error.message, null, wanted);
    this.picture = { ...this.picture, field: field.value, fieldIsOld: false };
    return this.picture;
  }

  #partDone(done: number): void {
    if (this.working) this.working = { ...this.working, done };
  }

  /** Particles of the source forward, or points of the data back to it, told from t = 0 on either way. */
  async #sample(wanted: Wanted, data: RunData): Promise<Reply<SampleResult>> {
    const { run, condition, n } = wanted;
    if (!wanted.solving.backward) return call('runs.sample', { ...sampling(wanted), n, condition });
    const from = startsBackward(run.config, condition, data, n);
    if (!from.ok) return from;
    const asked = { ...sampling(wanted), n: from.value.length / 2, condition };
    const reply = await call('runs.sample', { ...asked, direction: 'backward', from: from.value });
    return reply.ok ? succeed(toldForward(reply.value)) : reply;
  }

  /** What a picture can do without at first: the ghosts of other classes, the field of all conditions. */
  async #complete(picture: FlowPicture, wanted: Wanted): Promise<void> {
    const { run, step, condition, n } = wanted;
    // Ghosts are of particles that went forward.
    if (condition.kind === 'any' && !picture.backward) this.#keepGhosts(ghostKey(wanted), picture.trajectories);
    if (this.#wanted) return;
    if (condition.kind === 'class' && !picture.backward) await this.#addGhosts(wanted, { ...sampling(wanted), n });
    if (!isMixed(run.config, condition)) return;
    const asked = { id: run.id, step, shape: fieldShape(wanted, picture.data), guidance: wanted.guidance };
    const field = await requestMixedField(asked, run, picture.trajectories, () => this.#wanted === null);
    if (field === null || this.picture?.trajectories !== picture.trajectories) return;
    if (field.ok) this.picture = { ...this.picture, field: field.value, fieldIsOld: false };
    else this.#fail(field.error.message, null, wanted);
  }

  async #addGhosts(
    wanted: Wanted,
    sampling: Omit<Parameters<typeof call<'runs.sample'>>[1], 'condition'>,
  ): Promise<void> {
    const key = ghostKey(wanted);
    if (this.#ghosts.has(key)) return;
    const reply = await call('runs.sample', { ...sampling, condition: { kind: 'any' } });
    // Ghosts are a hint behind the picture; the picture itself is complete without them.
    if (!reply.ok) return;
    this.#keepGhosts(key, reply.value);
    const { run, step, guidance: weight } = wanted;
    const picture = this.picture;
    if (picture?.runId === run.id && picture.step === step && picture.guidance === weight)
      this.picture = { ...picture, ghosts: reply.value };
  }

  /** Only the newest few are kept: a long training makes a snapshot every second. */
  #keepGhosts(key: string, trajectories: Trajectories): void {
    this.#ghosts.set(key, trajectories);
    for (const key of [...this.#ghosts.keys()].slice(0, -8)) this.#ghosts.delete(key);
  }

  async #dataOf(id: RunId): Promise<RunData | string> {
    const known = this.#data.get(id);
    if (known) return known;
    const asked = this.#asked.get(id) ?? call('runs.data', { id, n: DATA_POINTS });
    this.#asked.set(id, asked);
    const reply = await asked;
    this.#asked.delete(id);
    if (!reply.ok) return reply.error.message;
    this.#data.set(id, reply.value);
    return reply.value;
  }

  /** `code`: why the sample was refused; null when something else went wrong. */
  #fail(message: string, code: FlowFailure | null, wanted: Wanted): null {
    this.problem = message;
    const steps = library.snapshots.get(wanted.run.id)?.map((info) => info.step) ?? [];
    this.repair = flowRepair(code, { ...wanted, earlier: snapshotBefore(steps, wanted.step) });
    return null;
  }
}

/** Snapshot step that is shown of a run: the chosen one, or the newest there is. */
export function shownStep(run: Pick<RunSummary, 'id'>): number | null {
  return view.stepOf(run.id) ?? library.snapshots.get(run.id)?.at(-1)?.step ?? null;
}

export const flow = new Flow();
