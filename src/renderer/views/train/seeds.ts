import { NUMBER_FIELDS } from '../../../shared/model/fields.ts';

/** More runs than this from one press of Start are a slip of the finger. */
export const MOST_SEEDS = 100;

export type Seeds = { readonly ok: true; readonly seeds: readonly number[] } | { readonly ok: false; message: string };

const wrong = (message: string): Seeds => ({ ok: false, message });

/** Reads "1, 2, 3" or "1–5" (also "1-5" and "1 to 5"): one run for each seed. */
export function parseSeeds(text: string): Seeds {
  const { min, max } = NUMBER_FIELDS.seed;
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return wrong('Enter at least one seed, for example 1.');
  const seeds: number[] = [];
  for (const part of parts) {
    const range = /^(\d+)\s*(?:-|\u2013|\u2212|to)\s*(\d+)$/.exec(part);
    const first = Number(range?.[1] ?? part);
    const last = Number(range?.[2] ?? part);
    if (!/^\d+$/.test(part) && !range)
      return wrong(`“${part}” is not a seed. Enter whole numbers, for example 1, 2, 3.`);
    if (first < min || last > max || first > max)
      return wrong('A seed is a whole number from 0 to 2\u2009147\u2009483\u2009647.');
    if (last < first) return wrong(`Enter the smaller seed first: ${last}\u2013${first}.`);
    if (last - first >= MOST_SEEDS) return wrong(`At most ${MOST_SEEDS} seeds at a time.`);
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  if (seeds.length > MOST_SEEDS) return wrong(`At most ${MOST_SEEDS} seeds at a time.`);
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) !== i);
  if (twice !== undefined) return wrong(`Seed ${twice} is listed twice; the two runs would be equal.`);
  return { ok: true, seeds };
}
