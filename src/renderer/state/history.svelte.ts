/** Histories of runs, read when they are looked at and again when a run's status changes. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { HistoryEntry } from '../../shared/protocol/history.ts';
import { call } from '../api.ts';
import { library } from './library.svelte.ts';

type Known = { readonly entries: readonly HistoryEntry[]; readonly problem: string | null };

class Histories {
  #known = new SvelteMap<RunId, Known>();
  #read = new Map<RunId, string>();

  of(id: RunId): Known | null {
    return this.#known.get(id) ?? null;
  }

  /** Reads it unless it is known for this state of the run. Notices come with snapshots, so their number counts too. */
  async want({ id, status, reason }: Pick<RunSummary, 'id' | 'status' | 'reason'>, snapshots: number): Promise<void> {
    const key = JSON.stringify([status, reason, snapshots]);
    if (this.#read.get(id) === key) return;
    this.#read.set(id, key);
    const reply = await call('runs.history', { id });
    if (this.#read.get(id) !== key) return;
    this.#known.set(
      id,
      reply.ok ? { entries: reply.value, problem: null } : { entries: [], problem: reply.error.message },
    );
    if (!reply.ok) this.#read.delete(id);
  }
}

const histories = new Histories();

/** Follows a run's history while the component that calls this is there; null until it was read. */
export function followHistory(run: () => RunSummary): { readonly known: Known | null } {
  $effect(() => {
    const [wanted, count] = [run(), library.snapshots.get(run().id)?.length ?? 0];
    untrack(() => void histories.want(wanted, count));
  });
  return {
    get known() {
      return histories.of(run().id);
    },
  };
}
