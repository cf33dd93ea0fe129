/** What became of a run: its entries in the library's event log. */
import { z } from 'zod';

export type HistoryEntry = {
  /** Unix ms. */
  readonly at: number;
  /** e.g. `interrupted`, `resume`, `notice`. */
  readonly kind: string;
  /** One sentence or a name, where there is more to say. */
  readonly detail: string | null;
};

export const historyInputs = {
  /** Oldest first. */
  'runs.history': z.strictObject({ id: z.string().min(1).max(64) }),
} as const;

export type HistoryResults = { 'runs.history': readonly HistoryEntry[] };
