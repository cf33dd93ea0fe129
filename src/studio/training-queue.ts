/** Runs that wait and runs that train: starts the next one when there is room, and ends them in order. */
import type { RunId } from '../shared/model/records.ts';
import { MOST_TRAININGS } from '../shared/protocol/library.ts';
import { UserError } from '../shared/result.ts';
import { ownerIsAlive } from './owner.ts';
import { storeFailure } from './store/failure.ts';
import { announceRun, type StudioContext, storedRun, visibleRun } from './studio-context.ts';
import { TrainingRun } from './training-run.ts';

const RETRY_MS = 1000;
const LIMIT_SETTING = 'trainings';

/** Trainings at once as the library remembers them. One fills a processor of a few cores. */
export function rememberedLimit({ store }: StudioContext): number {
  const stored = store.settings.read(LIMIT_SETTING);
  return typeof stored === 'number' && Number.isInteger(stored) && stored >= 1 && stored <= MOST_TRAININGS ? stored : 1;
}

export class Queue {
  readonly #context: StudioContext;
  #limit: number;
  readonly #training = new Map<RunId, TrainingRun>();
  #held = false;
  #closing = false;
  #retry: NodeJS.Timeout | null = null;

  constructor(context: StudioContext, limit: number) {
    this.#context = context;
    this.#limit = limit;
  }

  /** Trainings at once. */
  get limit(): number {
    return this.#limit;
  }

  /** Also for the next start. Trainings above a lower limit go on; no further one begins until there is room. */
  setLimit(trainings: number): void {
    this.#context.store.settings.write(LIMIT_SETTING, trainings);
    this.#limit = trainings;
    this.fill();
  }

  get isTraining(): boolean {
    return this.#training.size > 0;
  }

  /** Process ids of the engines at work. */
  get enginePids(): number[] {
    return [...this.#training.values()].flatMap((training) => training.enginePid ?? []);
  }

  /** Starts waiting runs while there is room. A disk that refuses is tried again until it does not. */
  fill(): void {
    if (this.#closing) return;
    try {
      this.#startWaiting();
      this.announce();
    } catch (error) {
      this.#context.store.noteFailure(error);
      if (!storeFailure(error)) throw error;
      this.#retry ??= setTimeout(() => {
        this.#retry = null;
        this.fill();
      }, RETRY_MS);
    }
  }

  #startWaiting(): void {
    for (const { id, owner } of this.#context.store.runs.waiting()) {
      if (this.#held || this.#training.size >= this.#limit) break;
      if (owner === this.#context.owner && !this.#training.has(id)) this.#begin(id);
    }
  }

  announce(): void {
    const { store, owner, announce } = this.#context;
    // Another studio's waiting runs are that one's to start and to move.
    const waiting = store.runs.waiting().flatMap((run) => (run.owner === owner ? [run.id] : []));
    announce({ kind: 'queue', waiting, held: this.#held, limit: this.#limit });
  }

  hold(held: boolean): void {
    this.#held = held;
    this.fill();
  }

  async pause(id: RunId): Promise<void> {
    await this.#trainingOf(id, 'paused').pause();
  }

  /** Goes on with a paused run, or puts one that ended early back in the queue, from its last checkpoint. */
  async resume(id: RunId): Promise<void> {
    const training = this.#training.get(id);
    if (training) {
      await training.resume();
      return;
    }
    const summary = visibleRun(this.#context, id);
    const { status, config, name } = summary;
    this.requireOwn(id);
    if (status === 'queued') return;
    if (status === 'diverged') {
      throw new UserError(
        'wrong-state',
        `${name} diverged and would do so again. Train it anew with a lower learning rate.`,
      );
    }
    if (status === 'finished') {
      throw new UserError(
        'wrong-state',
        `${name} has taken all its ${config.steps} steps, so there is nothing to resume.`,
      );
    }
    const { store, owner } = this.#context;
    store.atomically(() => {
      store.runs.update(id, { status: 'queued', reason: null, owner, position: store.runs.nextPosition() });
      const [kept] = store.checkpoints.steps(id);
      store.events.write('resume', id, kept === undefined ? 'From the start.' : `From step ${kept}.`);
    });
    announceRun(this.#context, id);
    this.fill();
  }

  async stop(id: RunId): Promise<void> {
    await this.#trainingOf(id, 'stopped').stop();
  }

  /** The run's own engine, while it trains here. */
  training(id: RunId): TrainingRun | null {
    return this.#training.get(id) ?? null;
  }

  /** Refuses to touch a run that another living studio waits with or trains. */
  requireOwn(id: RunId): void {
    const { summary, owner } = storedRun(this.#context, id);
    const inWork = summary.status === 'queued' || summary.status === 'training' || summary.status === 'paused';
    if (!inWork || owner === null || owner === this.#context.owner || !ownerIsAlive(owner)) return;
    throw new UserError('wrong-state', `${summary.name} belongs to another Streamline that is open. Change it there.`);
  }

  #trainingOf(id: RunId, participle: string): TrainingRun {
    const training = this.#training.get(id);
    if (training) return training;
    const { name, status } = visibleRun(this.#context, id);
    this.requireOwn(id);
    throw new UserError('wrong-state', `${name} cannot be ${participle}: it is ${status}.`);
  }

  /** Ends the training of a run that is to be deleted; what is on disk stays. */
  async discard(id: RunId): Promise<void> {
    const training = this.#training.get(id);
    if (!training) return;
    await training.discard();
    await training.ended;
    this.#context.store.runs.update(id, { status: 'interrupted', owner: null, reason: 'Deleted while it trained.' });
  }

  /** Puts a waiting run before another one, or last. */
  move(id: RunId, before: RunId | null): void {
    const { store } = this.#context;
    const order = store.runs.waiting().map((run) => run.id);
    this.requireOwn(id);
    if (!order.includes(id)) throw new UserError('wrong-state', `${this.#nameOf(id)} does not wait in the queue.`);
    const rest = order.filter((other) => other !== id);
    const place = before === null ? rest.length : rest.indexOf(before);
    if (place < 0) throw new UserError('wrong-state', 'The run to go before does not wait in the queue any more.');
    rest.splice(place, 0, id);
    store.atomically(() => {
      rest.forEach((other, position) => {
        store.runs.update(other, { position });
      });
    });
    this.announce();
  }

  /** Every training ends as interrupted, resumable from its last checkpoint. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#retry) clearTimeout(this.#retry);
    const reason = 'Streamline was closed. Resume goes on from the last checkpoint.';
    await Promise.all([...this.#training.values()].map((training) => training.interrupt(reason)));
  }

  #begin(id: RunId): void {
    const { store, announce } = this.#context;
    const { checkpoint, damaged } = store.checkpoints.newest(id);
    if (damaged.length > 0) {
      const from = checkpoint ? `step ${checkpoint.step}` : 'the start';
      announce({
        kind: 'notice',
        level: 'warning',
        message: `The last checkpoint of ${this.#nameOf(id)} is damaged; training goes on from ${from}.`,
      });
    }
    // Committed first: when the disk refuses, no engine has been started.
    store.atomically(() => {
      store.runs.update(id, { status: 'training', reason: null, position: null });
      for (const step of damaged) store.events.write('checkpoint-damaged', id, `step ${step}`);
    });
    const training = new TrainingRun(this.#context, visibleRun(this.#context, id), checkpoint, this.#limit);
    this.#training.set(id, training);
    announceRun(this.#context, id);
    training.ended.then(() => {
      this.#training.delete(id);
      this.fill();
    });
  }

  #nameOf(id: RunId): string {
    return storedRun(this.#context, id).summary.name;
  }
}
