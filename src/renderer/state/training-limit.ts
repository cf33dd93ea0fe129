/** How many trainings may run at once, as it is chosen and typed: one range in every place. */
import { MOST_TRAININGS } from '../../shared/protocol/library.ts';

/** Every count that the studio takes: a limit set elsewhere is always among them. */
export const TRAINING_COUNTS: readonly string[] = Array.from({ length: MOST_TRAININGS }, (_, index) =>
  String(index + 1),
);

export function limitWords(count: string): string {
  return count === '1' ? 'one at a time' : `${count} at once`;
}

/** What a typed limit has to be; null when it is. */
export function limitProblem(text: string): string | null {
  return TRAINING_COUNTS.includes(text.trim()) ? null : `A whole number from 1 to ${MOST_TRAININGS}`;
}
