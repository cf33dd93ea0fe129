/** Runs that wait and runs that train: starts the next one when there is room, and ends them in order. */
import type { RunId } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import { announceRun, type StudioContext, storedRun, visibleRun } from './studio-context.ts';
import { TrainingRun } from './training-run.ts';

export class Queue {
  readonly #context: StudioContext;
  readonly #limit: number;
  readonly #training = new Map<RunId, TrainingRun>();
  #held = false;
  #closing = false;

  constructor(context: StudioContext, limit: number) {
    this.#context = context;
    this.#limit = limit;
  }

  get isTraining(): boolean {
    return this.#training.size > 0;
  }

  /** Process ids of the engines at work. */
  get enginePids(): number[] {
    return [...this.#training.values()].flatMap((training) => training.enginePid ?? []);
  }

  /** Starts waiting runs while there is room. */
  fill(): void {
    if (this.#closing) return;
    for (const { id, owner } of this.#context.store.runs.waiting()) {
      if (this.#held || this.#training.size >= this.#limit) break;
      if (owner === this.#context.owner && !this.#training.has(id)) this.#begin(id);
    }
    this.announce();
  }

  announce(): void {
    const waiting = this.#context.store.runs
      .waiting()
      .map((run) => run.id)
      .filter((id) => !this.#training.has(id));
    this.#context.announce({ kind: 'queue', waiting, held: this.#held });
  }

  hold(held: boolean): void {
    this.#held = held;
    this.fill();
  }

  async pause(id: RunId): Promise<void> {
    const training = this.#training.get(id);
    if (!training) throw new UserError('wrong-state', `${this.#nameOf(id)} is not training, so it cannot be paused.`);
    await training.pause();
  }

  /** Goes on with a paused run, or puts one that ended early back in the queue, from its last checkpoint. */
  async resume(id: RunId): Promise<void> {
    const training = this.#training.get(id);
    if (training) {
      await training.resume();
      return;
    }
    const { summary } = storedRun(this.#context, id);
    const { status, step, config, name } = summary;
    if (status === 'queued') return;
    if (status === 'finished' || step >= config.steps) {
      throw new UserError(
        'wrong-state',
        `${name} has taken all its ${config.steps} steps, so there is nothing to resume.`,
      );
    }
    if (status === 'training' || status === 'paused') {
      throw new UserError('wrong-state', `${name} is trained by another Streamline. Go on with it there.`);
    }
    const { store, owner } = this.#context;
    store.atomically(() => {
      store.runs.update(id, { status: 'queued', reason: null, owner, position: store.runs.nextPosition() });
      store.events.write('resume', id, null);
    });
    announceRun(this.#context, id);
    this.fill();
  }

  async stop(id: RunId): Promise<void> {
    const training = this.#training.get(id);
    if (!training) throw new UserError('wrong-state', `${this.#nameOf(id)} is not training, so it cannot be stopped.`);
    await training.stop();
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

  /** Resolves when the run trains no more. */
  async whenEnded(id: RunId): Promise<void> {
    await this.#training.get(id)?.ended;
  }

  /** Every training ends as interrupted, resumable from its last checkpoint. */
  async close(): Promise<void> {
    this.#closing = true;
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
    const training = new TrainingRun(this.#context, visibleRun(this.#context, id), checkpoint);
    this.#training.set(id, training);
    store.runs.update(id, { status: 'training', position: null });
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
