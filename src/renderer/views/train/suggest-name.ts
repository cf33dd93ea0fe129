import type { Draft } from './draft.ts';

const MODEL_WORD = { unconditional: '', onehot: 'class', radius: 'radius' } as const;

/** "ring-class", "moons-uniform-2": what the run is, numbered when the name is taken. */
export function suggestName(draft: Pick<Draft, 'model' | 'data' | 'source'>, taken: readonly string[]): string {
  const source = draft.source === 'gaussian' ? '' : draft.source;
  const stem = [draft.data, MODEL_WORD[draft.model], source].filter((word) => word !== '').join('-');
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const free = (name: string) => ![...used].some((other) => other === name || other.startsWith(`${name}-seed-`));
  if (free(stem)) return stem;
  for (let number = 2; ; number++) if (free(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** Several seeds make several runs, told apart by their seed. */
export function runNames(name: string, seeds: readonly number[]): string[] {
  return seeds.length === 1 ? [name] : seeds.map((seed) => `${name}-seed-${seed}`);
}
