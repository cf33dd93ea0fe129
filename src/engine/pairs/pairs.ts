import type { RunConfig } from '../../shared/model/run-config.ts';
import { coupledPairs } from './coupled.ts';
import { independentPairs } from './independent.ts';
import type { PairSource } from './pair-source.ts';
import { type TeacherPairs, taughtPairs } from './reflow.ts';

/** Pairs as the configuration couples them. `rows`: steps that the tables of one chunk have room for. */
export function pairSource(config: RunConfig, rows: number, taught: TeacherPairs | null): PairSource {
  switch (config.coupling.kind) {
    case 'independent':
      return independentPairs(config, rows);
    case 'reflow':
      if (taught === null) throw new Error('A reflow training needs the pairs of its teacher.');
      return taughtPairs(config, rows, taught);
    default:
      return coupledPairs(config, rows);
  }
}
