/** What the system's own bars tell of trainings: progress while they run, a word when a long one ends. */
import type { WindowEvent } from '../shared/ipc.ts';
import type { RunStatus } from '../shared/model/names.ts';

export type SystemBars = {
  /** A share of 1, or null when nothing trains. */
  progress(share: number | null): void;
  notify(title: string, body: string): void;
  /** True while the user looks at the window. */
  readonly isWatched: () => boolean;
  readonly wantsNotes: () => boolean;
};

/** Shorter trainings are not worth interrupting anyone. */
const LONG_MS = 60_000;

const ENDS: Partial<Record<RunStatus, string>> = {
  finished: 'is trained',
  diverged: 'diverged',
  failed: 'failed',
  interrupted: 'was interrupted',
};

export class TrainingWatch {
  readonly #bars: SystemBars;
  readonly #shares = new Map<string, number>();
  readonly #statuses = new Map<string, RunStatus>();
  #shown: number | null = null;

  constructor(bars: SystemBars) {
    this.#bars = bars;
  }

  see(event: WindowEvent): void {
    if (event.kind === 'progress') {
      const { id, step, steps } = event.progress;
      this.#shares.set(id, steps > 0 ? step / steps : 0);
      this.#show();
    } else if (event.kind === 'run') {
      const { id, name, status, durationMs, reason } = event.run;
      const before = this.#statuses.get(id);
      this.#statuses.set(id, status);
      if (status === 'training' || status === 'paused') return;
      this.#shares.delete(id);
      this.#show();
      const end = ENDS[status];
      if (end === undefined || before !== 'training' || durationMs < LONG_MS) return;
      if (this.#bars.wantsNotes() && !this.#bars.isWatched()) this.#bars.notify(`${name} ${end}`, reason ?? '');
    } else if (event.kind === 'run-gone') {
      this.#shares.delete(event.id);
      this.#show();
    } else if (event.kind === 'studio' && event.state === 'gone') {
      this.#shares.clear();
      this.#show();
    }
  }

  /** Several trainings share the bar: their mean. Told only when it moves by a hundredth. */
  #show(): void {
    const shares = [...this.#shares.values()];
    const share = shares.length === 0 ? null : shares.reduce((sum, each) => sum + each, 0) / shares.length;
    const same =
      share === this.#shown || (share !== null && this.#shown !== null && Math.abs(share - this.#shown) < 0.01);
    if (same) return;
    this.#shown = share;
    this.#bars.progress(share);
  }
}
