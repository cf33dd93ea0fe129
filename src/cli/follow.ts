import type { RunStatus } from '../shared/model/names.ts';
import type { RunId, RunSummary } from '../shared/model/records.ts';
import type { Studio } from '../studio/studio.ts';
import { type ProgressDisplay, progressDisplay } from './progress.ts';
import { tell } from './terminal.ts';
import { ask } from './with-studio.ts';

const OVER: readonly RunStatus[] = ['finished', 'stopped', 'diverged', 'failed', 'interrupted'];

export type Followed = {
  /** The runs as they ended, in the order asked for; those taken out of the queue are missing. */
  readonly runs: readonly RunSummary[];
  readonly stoppedByUser: boolean;
};

/** Exit code of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;

/**
 * Puts runs to work by `start` and shows their progress until each is over. Ctrl-C stops the training with its
 * checkpoint and metrics and takes the waiting ones out of the queue; a second one ends at once, leaving a run that
 * `resume` goes on with.
 */
export async function follow(studio: Studio, start: () => Promise<readonly RunId[]>): Promise<Followed> {
  const tracker = new Tracker(progressDisplay());
  const unsubscribe = studio.subscribe((event) => {
    if (event.kind === 'run') tracker.see(event.run);
    else if (event.kind === 'progress') tracker.progress(event.progress);
    else if (event.kind === 'run-gone') tracker.forget(event.id);
  });
  let stoppedByUser = false;
  const onInterrupt = () => {
    if (stoppedByUser) process.exit(INTERRUPTED);
    stoppedByUser = true;
    tell('\nStopping after this chunk; the run is kept. Press Ctrl-C again to end at once.');
    stopAll(studio, tracker).catch((error: unknown) => tracker.giveUp(error));
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  try {
    const ids = await start();
    const runs = await Promise.all(ids.map((id) => ask(studio, 'runs.show', { id })));
    const over = tracker.follow(runs);
    // Ctrl-C may have come before there was anything to stop.
    if (stoppedByUser) await stopAll(studio, tracker);
    await over;
    return { runs: ids.flatMap((id) => tracker.latest(id) ?? []), stoppedByUser };
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
    unsubscribe();
  }
}

async function stopAll(studio: Studio, tracker: Tracker): Promise<void> {
  for (const run of tracker.unfinished().toReversed()) {
    const waits = run.status === 'queued';
    // It may have ended or begun in this very moment; then there is nothing to take out or stop.
    const reply = await studio.call(waits ? 'queue.remove' : 'queue.stop', { id: run.id });
    if (!reply.ok && reply.error.code !== 'wrong-state') tell(reply.error.message);
  }
}

/** What is known of the runs that are followed. */
class Tracker {
  readonly #display: ProgressDisplay;
  readonly #known = new Map<RunId, RunSummary>();
  readonly #followed = new Set<RunId>();
  readonly #told = new Set<RunId>();
  #shown: RunId | null = null;
  #settle: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(display: ProgressDisplay) {
    this.#display = display;
  }

  latest(id: RunId): RunSummary | undefined {
    return this.#known.get(id);
  }

  unfinished(): RunSummary[] {
    return [...this.#followed].flatMap((id) => {
      const run = this.#known.get(id);
      return run && !OVER.includes(run.status) ? [run] : [];
    });
  }

  see(run: RunSummary): void {
    const before = this.#known.get(run.id);
    this.#known.set(run.id, run);
    if (!this.#followed.has(run.id)) return;
    const waits = run.status === 'paused' && run.reason !== null;
    if (waits && before?.reason !== run.reason) tell(`${run.name}: ${run.reason}`);
    if (run.status === 'training' && this.#shown === null) {
      this.#shown = run.id;
      this.#display.begin(run);
    }
    if (OVER.includes(run.status) && !this.#told.has(run.id)) {
      this.#told.add(run.id);
      const total = this.#followed.size;
      this.#display.end(run, total > 1 ? { done: total - this.unfinished().length, total } : null);
      // Of several trainings at once the bar shows one; when it is over, another that still goes on.
      if (this.#shown === run.id || this.#shown === null) this.#showNext();
    }
    this.#check();
  }

  #showNext(): void {
    const next = this.unfinished().find((run) => run.status === 'training');
    this.#shown = next?.id ?? null;
    if (next) this.#display.begin(next);
  }

  progress(progress: Parameters<ProgressDisplay['update']>[0]): void {
    if (this.#shown === progress.id) this.#display.update(progress);
  }

  forget(id: RunId): void {
    this.#known.delete(id);
    this.#followed.delete(id);
    this.#check();
  }

  giveUp(error: unknown): void {
    this.#reject(error);
  }

  /** Resolves when all these runs are over. What events told meanwhile is newer than `runs`. */
  follow(runs: readonly RunSummary[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#reject = reject;
      for (const run of runs) {
        this.#followed.add(run.id);
        if (!this.#known.has(run.id)) this.#known.set(run.id, run);
      }
      for (const { id } of runs) {
        const latest = this.#known.get(id);
        if (latest) this.see(latest);
      }
      this.#check();
    });
  }

  #check(): void {
    if (this.unfinished().length === 0) this.#settle();
  }
}
