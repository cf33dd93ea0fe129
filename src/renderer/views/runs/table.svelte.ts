import { SvelteSet } from 'svelte/reactivity';
import type { RunId, RunSummary } from '../../../shared/model/records.ts';
import { library } from '../../state/library.svelte.ts';
import { isLive } from '../../state/run-words.ts';
import { session } from '../../state/session.svelte.ts';
import { type FilterName, filterRuns } from './filter-runs.ts';
import { type ColumnName, inKeptOrder, nextSorting, type Sorting } from './sort-runs.ts';

/** What the table of runs shows and what is ticked in it. It outlives the screen. */
class RunTable {
  filter = $state<FilterName>('all');
  data = $state<string | null>(null);
  query = $state('');
  sorting = $state.raw<Sorting>({ column: 'made', descending: true });
  readonly ticked = new SvelteSet<RunId>();
  #order: readonly RunId[] = [];

  readonly found: readonly RunSummary[] = $derived(filterRuns(library.runs, this.filter, this.data, this.query));
  readonly rows: readonly RunSummary[] = $derived.by(() => {
    const rows = inKeptOrder(this.found, this.#order, this.sorting);
    this.#order = rows.map((run) => run.id);
    return rows;
  });
  /** Ticked runs that are in sight: nothing out of sight is ever deleted. */
  readonly chosen: readonly RunSummary[] = $derived(this.rows.filter((run) => this.ticked.has(run.id)));

  sortBy(column: ColumnName): void {
    this.#order = [];
    this.sorting = nextSorting(this.sorting, column);
  }

  toggle(id: RunId): void {
    if (!this.ticked.delete(id)) this.ticked.add(id);
  }

  /** Deletes runs, with Undo; what still trains is named instead. */
  async remove(runs: readonly RunSummary[]): Promise<void> {
    const live = runs.filter(isLive);
    if (live.length > 0) {
      const names = live.map((run) => run.name).join(', ');
      const are = live.length === 1 ? 'is' : 'are';
      session.toast('info', `${names} ${are} still training`, 'Stop first; then it can be deleted.');
      return;
    }
    await library.remove(runs.map((run) => run.id));
  }

  toggleAll(): void {
    const all = this.chosen.length === this.rows.length;
    this.ticked.clear();
    if (!all) for (const run of this.rows) this.ticked.add(run.id);
  }
}

export const table = new RunTable();
