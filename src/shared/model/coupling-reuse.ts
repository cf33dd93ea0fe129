/** How often pairs made by cost are used. An exact plan of 1024 pairs costs as much as about a hundred steps. */
import type { RunConfig } from './config-object.ts';
import { pairsByCost } from './coupling-problem.ts';
import type { CouplingKind } from './names.ts';

/** For new trainings: pairing then takes a tenth of two cores, and the flow comes out as with fresh pairs (docs/figures.md). */
export const USUAL_REUSE = 128;

/** What a configuration that is given another coupling starts from: its own reuse if it had one, otherwise the usual. */
export function reuseFor(kind: CouplingKind, before: RunConfig['coupling']): number {
  if (!pairsByCost({ coupling: { ...before, kind } })) return 1;
  return pairsByCost({ coupling: before }) ? before.reuse : USUAL_REUSE;
}
