/** Where the library and the inspector are: their keys are offered there and nowhere else. */
import { STUDIES } from '../../shared/studies/studies.ts';
import type { StudyName } from '../../shared/studies/study.ts';
import type { Page, Tab } from './session.svelte.ts';

export type Place = {
  readonly page: Page | null;
  readonly tab: Tab;
  readonly fullView: boolean;
  /** The library has no run, so Flow and Compare show Start. */
  readonly empty: boolean;
  /** A run is selected in Flow. */
  readonly selected: boolean;
  /** Runs that Compare shows. */
  readonly compared: number;
};

/** Why the library cannot be shown or hidden here; null when it can. */
export function libraryProblem({ page, tab, fullView, empty }: Place): string | null {
  const here = page === null && (tab === 'flow' || (tab === 'compare' && empty));
  if (!here) return 'open Flow';
  return fullView ? 'leave full view first' : null;
}

/** Why the inspector cannot be shown or hidden here; null when it can. */
export function inspectorProblem({ page, tab, fullView, empty, selected, compared }: Place): string | null {
  const nowhere = 'open Flow or Compare';
  if (page !== null) return page.kind === 'paths' || (page.kind === 'study' && trains(page.name)) ? null : nowhere;
  if (tab !== 'flow' && tab !== 'compare') return nowhere;
  if (!empty && tab === 'compare') return compared >= 2 ? null : 'compare two runs first';
  if (!empty && !selected) return 'select a run first';
  return fullView ? 'leave full view first' : null;
}

/** Beside the page of a study that trains there is what starts it; the others are computed, and moved by time. */
export function trains(name: StudyName): boolean {
  return STUDIES[name].bases.length > 0 && name !== 'five-minutes' && name !== 'paths';
}
