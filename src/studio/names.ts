import { DATASETS } from '../shared/flow/datasets.ts';
import { pointFile } from '../shared/flow/point-file.ts';
import type { ColourSlot } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';

/** `name`, or `name-2`, `name-3` … until it is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let k = 2; ; k++) {
    const numbered = `${name}-${k}`;
    if (!taken.has(numbered)) return numbered;
  }
}

const MODEL_WORDS = { unconditional: 'uncond', onehot: 'class', radius: 'radius' } as const;

/** The data's name; for points of the user's own that of their file, without its ending. */
function dataWord({ name, file }: RunConfig['data']): string {
  const own =
    name === 'file'
      ? pointFile(file)
          ?.name.replace(/\.[^.]*$/, '')
          .slice(0, 40)
      : undefined;
  return own || (name in DATASETS ? name : 'run');
}

/** A short name that says what the run is: `ring-class`, `moons-uncond-uniform`. */
export function suggestedName(config: Pick<RunConfig, 'model' | 'data' | 'source'>): string {
  const source = config.source.name === 'gaussian' ? '' : `-${config.source.name}`;
  return `${dataWord(config.data)}-${MODEL_WORDS[config.model]}${source}`;
}

/** The first colour that no visible run holds, or 0 (grey). */
export function freeSlot(held: readonly number[]): ColourSlot {
  for (const slot of [1, 2, 3, 4, 5, 6, 7, 8] as const) if (!held.includes(slot)) return slot;
  return 0;
}
