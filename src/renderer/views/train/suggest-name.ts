import { freeName } from '../../state/free-name.ts';
import type { Draft } from './draft.ts';

/** The studio's own words for runs that are given no name. */
const MODEL_WORD = { unconditional: 'uncond', onehot: 'class', radius: 'radius' } as const;

/** "ring-class", "moons-uncond-uniform-2": what the run is, numbered when the name is taken. */
export function suggestName(draft: Pick<Draft, 'model' | 'data' | 'source'>, taken: readonly string[]): string {
  const source = draft.source === 'gaussian' ? '' : `-${draft.source}`;
  return freeName(`${draft.data}-${MODEL_WORD[draft.model]}${source}`, taken);
}

/** Several seeds make several runs, told apart by their seed. */
export function runNames(name: string, seeds: readonly number[]): string[] {
  return seeds.length === 1 ? [name] : seeds.map((seed) => `${name}-seed-${seed}`);
}
