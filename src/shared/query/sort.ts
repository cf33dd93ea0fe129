/** The order of runs: by any key of a query, figures by their last or best value. */
import { metricDirection } from '../model/metric-direction.ts';
import type { RunSummary } from '../model/records.ts';
import { UserError } from '../result.ts';
import { type Key, keyNamed, type Vocabulary } from './keys.ts';

export type RunOrder = { readonly key: Key; readonly descending: boolean };

export type OrderAnswer = { readonly order: RunOrder } | { readonly problem: string };

/** Reads `w2`, `best:w2`, `created:desc`, `best:accuracy:asc`, `optimizer.learningRate`. */
export function parseOrder(text: string, vocabulary: Vocabulary): OrderAnswer {
  const match = /^(.*?)(?::(asc|desc))?$/i.exec(text.trim());
  const found = keyNamed(match?.[1] ?? text, vocabulary);
  if ('problem' in found) return found;
  const { key } = found;
  if (key.kind === 'flag' || key.kind === 'has' || key.kind === 'tag')
    return { problem: `runs cannot be sorted by ${key.label}` };
  const direction = match?.[2]?.toLowerCase();
  return { order: { key, descending: direction === undefined ? descendsByItself(key) : direction === 'desc' } };
}

/** Throws a UserError that names the flag and the nearest key. */
export function requireOrder(text: string, vocabulary: Vocabulary): RunOrder {
  const answer = parseOrder(text, vocabulary);
  if ('order' in answer) return answer.order;
  throw new UserError('bad-input', `--sort ${text}: ${answer.problem}${answer.problem.endsWith('?') ? '' : '.'}`);
}

/** What is best or newest comes first. */
function descendsByItself({ kind, metric }: Key): boolean {
  return metric === null ? kind === 'date' : metricDirection(metric) === 'higher';
}

/** Runs by one key; those without a value come last either way, equal ones in the order they were made. */
export function sortRuns(runs: readonly RunSummary[], { key, descending }: RunOrder): RunSummary[] {
  const sign = descending ? -1 : 1;
  return runs
    .map((run, place) => ({ run, place, value: sortable(key.read(run)) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) {
        return a.value === b.value ? a.place - b.place : a.value === null ? 1 : -1;
      }
      if (a.value === b.value) return a.place - b.place;
      return (a.value < b.value ? -1 : 1) * sign;
    })
    .map(({ run }) => run);
}

/** Numbers inside names count as numbers: `ring-2` before `ring-10`. */
function sortable(value: ReturnType<Key['read']>): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}
