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
    library.find(this.pickedId) ?? library.training ?? library.find(this.#lastId),
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

export const shown = new Shown();
