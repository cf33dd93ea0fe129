import { SvelteSet } from 'svelte/reactivity';
import type { RunId, RunSummary } from '../../../shared/model/records.ts';
import { library } from '../../state/library.svelte.ts';

/** Which run the training screen shows. */
class Shown {
  /** A run that was asked for; null follows what trains. */
  pickedId = $state<RunId | null>(null);
  /** Snapshot whose flow the preview shows; null follows the newest. */
  snapshotStep = $state<number | null>(null);
  /** Runs that were told to stop and still measure what they learned. */
  readonly stopping = new SvelteSet<RunId>();
  /** The run that trained last stays in sight when it ends. */
  #lastId = $state<RunId | null>(null);

  readonly run: RunSummary | null = $derived(
    library.find(this.pickedId) ?? library.training ?? library.find(this.#lastId) ?? newestEnded(library.runs),
  );

  pick(id: RunId | null): void {
    this.pickedId = id;
    this.snapshotStep = null;
  }

  /** Remembers what trains now. */
  remember(id: RunId): void {
    this.#lastId = id;
  }
}

/** What was trained last is more to look at than nothing. */
function newestEnded(runs: readonly RunSummary[]): RunSummary | null {
  const ended = runs.filter((run) => run.finishedAt !== null && run.step > 0 && run.archivedAt === null);
  return ended.reduce<RunSummary | null>(
    (newest, run) => ((run.finishedAt ?? 0) > (newest?.finishedAt ?? 0) ? run : newest),
    null,
  );
}

export const shown = new Shown();
