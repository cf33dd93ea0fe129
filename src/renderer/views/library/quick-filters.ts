/** What the filter menu of the library offers: a few questions everyone has, then the user's own. */
import type { SavedFilter } from '../../../shared/protocol/library.ts';

export type QuickFilter = { readonly label: string; readonly query: string };

const ALWAYS: readonly QuickFilter[] = [
  { label: 'All runs', query: '' },
  { label: 'Unconditional', query: 'model:unconditional' },
  { label: 'Class', query: 'model:onehot' },
  { label: 'Radius', query: 'model:radius' },
  { label: 'Pinned', query: 'is:pinned' },
  { label: 'Ended early', query: 'is:problem' },
];

/** A saved filter of the same name as one of ours takes its place: the menu never says a word twice. */
export function quickFilters(saved: readonly SavedFilter[]): readonly QuickFilter[] {
  const own = new Set(saved.map(({ name }) => name));
  return [
    ...ALWAYS.filter(({ label }) => !own.has(label)),
    ...saved.map(({ name, query }) => ({ label: name, query: query.trim() })),
  ];
}
