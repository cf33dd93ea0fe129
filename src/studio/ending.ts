import type { RunStatus } from '../shared/model/names.ts';

/** How a training ended: the status it leaves, why (one plain sentence), and the last step if it is known. */
export type Ending = {
  readonly status: Exclude<RunStatus, 'queued' | 'training' | 'paused'>;
  readonly reason: string | null;
  readonly step?: number;
};
