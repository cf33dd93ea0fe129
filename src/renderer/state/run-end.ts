/** What is said when trainings end where nobody looks. */
import type { RunStatus } from '../../shared/model/names.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { decimal, duration, plural, short } from '../format.ts';
import type { Toast, Tone } from './messages.ts';
import { keyMetric } from './run-words.ts';

/** A run that was stopped was stopped by hand: its end is no news. */
const ENDS: Partial<Record<RunStatus, { readonly tone: Tone; readonly word: string }>> = {
  finished: { tone: 'ok', word: 'finished' },
  diverged: { tone: 'error', word: 'diverged' },
  failed: { tone: 'error', word: 'failed' },
  interrupted: { tone: 'warning', word: 'interrupted' },
};
const STEPS_OF_LIFE: readonly RunStatus[] = ['queued', 'training', 'paused'];

type Doors = {
  show(tone: Tone, title: string, detail: string | null, action: Toast['action']): number;
  isShown(id: number): boolean;
  close(id: number): void;
  /** True for a run that is being looked at: its end is seen. */
  inSight(run: RunSummary): boolean;
  open(id: RunId): void;
};

export class RunEnds {
  readonly #doors: Doors;
  /** The message of each kind of end that was shown last, and the runs it is about. */
  readonly #told = new Map<RunStatus, { readonly toast: number; readonly runs: readonly RunSummary[] }>();

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** `before`: the run as it was known. Runs that end alike while their message is in sight share one. */
  see(before: RunSummary | null, run: RunSummary): void {
    const end = ENDS[run.status];
    if (!end || !before || !STEPS_OF_LIFE.includes(before.status) || this.#doors.inSight(run)) return;
    const last = this.#told.get(run.status);
    const shared = last && this.#doors.isShown(last.toast) ? last : null;
    if (shared) this.#doors.close(shared.toast);
    const runs = [...(shared?.runs ?? []).filter(({ id }) => id !== run.id), run];
    const title = runs.length === 1 ? `${run.name} ${end.word}` : `${plural(runs.length, 'run')} ${end.word}`;
    const detail = runs.length === 1 ? endDetail(run) : names(runs);
    const toast = this.#doors.show(end.tone, title, detail, {
      label: 'Open',
      run: () => this.#doors.open(run.id),
    });
    this.#told.set(run.status, { toast, runs });
  }
}

/** The figure beside its name and what it took: "W₂ 0.018, 20 k steps in 2:51"; of a broken run the reason. */
export function endDetail(run: Pick<RunSummary, 'status' | 'reason' | 'metrics' | 'step' | 'durationMs'>): string {
  if (run.status !== 'finished') return run.reason ?? `At step ${short(run.step)}.`;
  const key = keyMetric(run);
  const took = `${short(run.step)} steps in ${duration(run.durationMs)}`;
  return key ? `${key.label} ${decimal(key.metric.value)}, ${took}` : took;
}

/** The newest three, then how many more. */
function names(runs: readonly RunSummary[]): string {
  const newest = runs.toReversed().map(({ name }) => name);
  const more = newest.length - 3;
  return more > 0 ? `${newest.slice(0, 3).join(', ')} and ${more} more` : newest.join(', ');
}
