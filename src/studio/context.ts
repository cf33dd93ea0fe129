import type { StudioEvent } from '../shared/studio-protocol.ts';
import type { EngineEntry } from './engine-entry.ts';
import type { RunVersions } from './store/run-row.ts';
import type { Store } from './store/store.ts';

/** What the parts of one open studio share. */
export type StudioContext = {
  readonly store: Store;
  /** This studio's mark on the runs it queues and trains. */
  readonly owner: string;
  readonly entry: EngineEntry;
  readonly versions: RunVersions;
  /** Unix ms. */
  readonly now: () => number;
  readonly emit: (event: StudioEvent) => void;
};
