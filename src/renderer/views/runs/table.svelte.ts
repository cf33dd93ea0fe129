import { SvelteSet } from 'svelte/reactivity';
import type { RunId, RunSummary } from '../../../shared/model/records.ts';
import { isKeyBegun, type QueryDraft, textOf } from '../../../shared/query/draft.ts';
import type { Grouping } from '../../../shared/query/groups.ts';
import { vocabularyOf } from '../../../shared/query/keys.ts';
import { matcher, parseQuery } from '../../../shared/query/query.ts';
import { parseOrder, sortRuns } from '../../../shared/query/sort.ts';
import { library } from '../../state/library.svelte.ts';
import { isLive } from '../../state/run-words.ts';
import { session } from '../../state/session.svelte.ts';
import { COLUMNS, FIRST_COLUMNS } from './columns.ts';
import { figureKey, lowerIsBetter, usualFigure, type Which } from './figure.ts';
import { inKeptOrder, type Row, rowsOf, runsOf } from './rows.ts';

export type Sorting = { readonly key: string; readonly descending: boolean };

/** What the table of runs shows and what is ticked in it. It outlives the screen. */
class RunTable {
  draft = $state.raw<QueryDraft>({ terms: [], rest: '' });
  /** The trash lies in place of the table. */
  trash = $state(false);
  grouping = $state<Grouping>('settings');
  columns = $state.raw<readonly string[]>(FIRST_COLUMNS);
  which = $state<Which>('last');
  /** Null: what most of the runs have. */
  chosenFigure = $state<string | null>(null);
  sorting = $state.raw<Sorting>({ key: 'created', descending: true });
  /** The row that the keys act on, and that Tab reaches. */
  entryId = $state<string | null>(null);
  /** Runs whose tags are being edited, that are to be deleted, or whose note is open. */
  tagging = $state.raw<readonly RunSummary[]>([]);
  deleting = $state.raw<readonly RunSummary[]>([]);
  noting = $state<RunId | null>(null);
  /** The query is being given a name. */
  savingFilter = $state(false);
  readonly ticked = new SvelteSet<RunId>();
  readonly #open = new SvelteSet<string>();
  #order: readonly RunId[] = [];
  #ordered = '';

  readonly vocabulary = $derived(vocabularyOf(library.runs));
  readonly query = $derived(parseQuery(textOf(this.draft), this.vocabulary));
  readonly found: readonly RunSummary[] = $derived.by(() => {
    const found = library.runs.filter(matcher(this.query));
    // A key that is still being typed is a word that no run has: until it is one, it does not empty the table.
    const { terms, rest } = this.draft;
    if (found.length > 0 || !isKeyBegun(rest, this.vocabulary)) return found;
    return library.runs.filter(matcher(parseQuery(terms.join(' '), this.vocabulary)));
  });
  /** Runs that are not in the archive: what the count of found ones is out of. */
  readonly total: number = $derived(library.runs.reduce((sum, run) => sum + (run.archivedAt === null ? 1 : 0), 0));
  readonly figure: string = $derived(this.chosenFigure ?? usualFigure(this.found));
  readonly figureSort: string = $derived(figureKey(this.figure, this.which));
  readonly sorted: readonly RunSummary[] = $derived.by(() => {
    const { key, descending } = this.sorting;
    const answer = parseOrder(key, this.vocabulary);
    const ordered = `${key} ${descending}`;
    const sort = (runs: readonly RunSummary[]) =>
      'order' in answer ? sortRuns(runs, { key: answer.order.key, descending }) : runs;
    const sorted = inKeptOrder(this.found, ordered === this.#ordered ? this.#order : [], sort);
    this.#order = sorted.map((run) => run.id);
    this.#ordered = ordered;
    return sorted;
  });
  readonly rows: readonly Row[] = $derived(rowsOf(this.sorted, this.grouping, (id) => this.#open.has(id)));
  readonly groupCount: number = $derived(
    this.rows.reduce((sum, row) => sum + (row.kind === 'run' && row.inGroup ? 0 : 1), 0),
  );
  /** Ticked runs that are in sight: nothing out of sight is ever deleted. */
  readonly chosen: readonly RunSummary[] = $derived(
    this.ticked.size === 0 ? [] : this.sorted.filter((run) => this.ticked.has(run.id)),
  );
  readonly shownColumns = $derived(COLUMNS.filter((column) => this.columns.includes(column.id)));

  /** Pressing a column sorts by it; pressing it again turns the order round. Figures begin with the best, times with the newest. */
  sortBy(key: string): void {
    const { key: before, descending } = this.sorting;
    // Pressed again, live rows are put where they belong now.
    this.#order = [];
    if (before === key) this.sorting = { key, descending: !descending };
    else {
      const figure = key === this.figureSort;
      this.sorting = { key, descending: figure ? !lowerIsBetter(this.figure) : key === 'created' || key === 'step' };
    }
  }

  chooseFigure(name: string, which: Which): void {
    const sortedByIt = this.sorting.key === this.figureSort;
    this.chosenFigure = name;
    this.which = which;
    if (sortedByIt) this.sorting = { key: figureKey(name, which), descending: !lowerIsBetter(name) };
  }

  /** Exactly these terms. */
  ask(terms: readonly string[]): void {
    this.trash = false;
    this.draft = { terms, rest: '' };
  }

  /** Adds a term to the query or takes it out. */
  toggleTerm(term: string): void {
    const { terms, rest } = this.draft;
    this.ask(
      terms.includes(term) ? terms.filter((other) => other !== term) : [...terms, term, ...(rest === '' ? [] : [rest])],
    );
  }

  toggleOpen(groupRowId: string): void {
    const id = groupRowId.slice('group '.length);
    if (!this.#open.delete(id)) this.#open.add(id);
  }

  toggle(row: Row): void {
    const runs = runsOf(row);
    const all = runs.every((run) => this.ticked.has(run.id));
    for (const run of runs) {
      if (all) this.ticked.delete(run.id);
      else this.ticked.add(run.id);
    }
  }

  toggleAll(): void {
    const all = this.chosen.length === this.sorted.length;
    this.ticked.clear();
    if (!all) for (const run of this.sorted) this.ticked.add(run.id);
  }

  /** What a key means: the ticked runs, or those of the row it was pressed in. */
  target(row: Row | null = this.entry): readonly RunSummary[] {
    if (this.chosen.length > 0) return this.chosen;
    return row === null ? [] : runsOf(row);
  }

  /** Brings a row into sight and gives it the focus; there while the table is on the screen. */
  focusRow: ((id: string) => Promise<void>) | null = null;

  /** J and K: the row further down becomes the one that keys act on. */
  walkBy(offset: 1 | -1): void {
    const index = this.rows.findIndex((row) => row.id === this.entryId);
    const next = this.rows[Math.min(this.rows.length - 1, Math.max(0, index === -1 ? 0 : index + offset))];
    if (!next) return;
    this.entryId = next.id;
    void this.focusRow?.(next.id);
  }

  /** A run's name is typed in its row; the group that hides it is opened. */
  async rename({ id }: RunSummary): Promise<void> {
    const isIt = (row: Row | null) => row?.kind === 'run' && row.run.id === id;
    // Grouped by tag a run has several rows: that with the focus, else the first.
    const find = () => (isIt(this.entry) ? this.entry : this.rows.find(isIt));
    const group = this.rows.find((row) => row.kind === 'group' && row.runs.some((run) => run.id === id));
    if (!find() && group) this.toggleOpen(group.id);
    const row = find();
    if (!row) return;
    this.entryId = row.id;
    await this.focusRow?.(row.id);
    library.renaming = id;
  }

  /** The table is on the screen. */
  get inUse(): boolean {
    return session.page === null && session.tab === 'runs' && !this.trash;
  }

  get entry(): Row | null {
    return this.rows.find((row) => row.id === this.entryId) ?? null;
  }

  /** Asks before deleting; what still trains is named instead. */
  askDelete(runs: readonly RunSummary[]): void {
    const live = runs.filter(isLive);
    if (live.length > 0) {
      const names = live.map((run) => run.name).join(', ');
      session.toast(
        'info',
        `${names} ${live.length === 1 ? 'is' : 'are'} still training`,
        'Stop first; then it can be deleted.',
      );
      return;
    }
    this.deleting = runs;
  }
}

export const table = new RunTable();
