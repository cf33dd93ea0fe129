import { pointFile } from '../../../shared/flow/point-file.ts';
import { freeName } from '../../state/free-name.ts';
import type { Draft } from './draft.ts';

/** The studio's own words for runs that are given no name. */
const MODEL_WORD = { unconditional: 'uncond', onehot: 'class', radius: 'radius' } as const;

/** "ring-class", "moons-uncond-uniform-2": what the run is, numbered when the name is taken. */
export function suggestName(
  draft: Pick<Draft, 'model' | 'data' | 'dataFile' | 'source'>,
  taken: readonly string[],
): string {
  const source = draft.source === 'gaussian' ? '' : `-${draft.source}`;
  return freeName(`${fileStem(draft.dataFile, draft.data)}-${MODEL_WORD[draft.model]}${source}`, taken);
}

/** A file's name without its ending, as it can stand in a run's name. */
function fileStem(hash: string | null, data: Draft['data']): string {
  const name = data === 'file' ? pointFile(hash ?? undefined)?.name : undefined;
  return name?.replace(/\.[^.]*$/, '').slice(0, 40) || data;
}

/** Several seeds make several runs, told apart by their seed. */
export function runNames(name: string, seeds: readonly number[]): string[] {
  return seeds.length === 1 ? [name] : seeds.map((seed) => `${name}-seed-${seed}`);
}
