/** What the keys of runs do, in the table and elsewhere. */
import { tick } from 'svelte';
import { library } from '../../state/library.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { meantRun } from '../runs/meant.ts';
import { table } from '../runs/table.svelte.ts';

/** Null where a list of runs is in sight. */
export function noList(): string | null {
  return session.page === null && (session.tab === 'flow' || table.inUse) ? null : 'open Flow or Runs';
}

/** J and K: the next row of the table, or the next run of the library. */
export function walkBy(offset: 1 | -1): void {
  if (table.inUse) table.walkBy(offset);
  else library.selectBy(offset);
}

/** In the table the name is typed in its row, elsewhere in the library's panel. */
export function rename(): void {
  const run = meantRun();
  if (!run) return;
  if (table.inUse) {
    void table.rename(run);
    return;
  }
  library.select(run.id);
  showLibrary();
  library.renaming = run.id;
}

export function focusSearch(): void {
  if (session.tab === 'train' || session.tab === 'compare') session.tab = 'flow';
  openLibrary();
  void tick().then(() => document.querySelector<HTMLInputElement>('[data-search]')?.focus());
}

function showLibrary(): void {
  session.tab = 'flow';
  openLibrary();
}

function openLibrary(): void {
  session.libraryOpen = true;
  session.fullView = false;
}
