/** Keeps the window up to date with what other studios (the command line) do in the same library. */
import type { RunId } from '../shared/model/records.ts';
import { settleOrphans } from './orphans.ts';
import { storeFailure } from './store/failure.ts';
import { announceRun, type StudioContext } from './studio-context.ts';
import type { Queue } from './training-queue.ts';

const LOOK_MS = 1000;
/** Looking for dead owners asks the system about each of them, so it is done less often. */
const LOOKS_PER_SWEEP = 3;

export class LibraryWatch {
  readonly #context: StudioContext;
  readonly #queue: Queue;
  readonly #timer: NodeJS.Timeout;
  #version: number;
  #ownChanges: number;
  /** By run: what was seen of it. Times would not do, since clocks are set back. */
  #revisions: ReadonlyMap<RunId, number>;
  #looks = 0;

  constructor(context: StudioContext, queue: Queue) {
    this.#context = context;
    this.#queue = queue;
    this.#version = context.store.dataVersion();
    this.#ownChanges = context.store.ownChanges();
    this.#revisions = context.store.runs.revisions();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    try {
      this.#announceForeignChanges();
      const mayWrite = this.#context.store.readOnly === null;
      if (mayWrite && ++this.#looks % LOOKS_PER_SWEEP === 0) this.#sweep();
    } catch (error) {
      // A disk that does not answer is told by what needs it; the next look tries again.
      this.#context.store.noteFailure(error);
      if (!storeFailure(error)) throw error;
    }
  }

  #announceForeignChanges(): void {
    const { store, owner } = this.#context;
    const before = this.#revisions;
    const ownChanges = store.ownChanges();
    if (ownChanges !== this.#ownChanges) this.#revisions = store.runs.revisions();
    this.#ownChanges = ownChanges;
    const version = store.dataVersion();
    // Asked after the revisions: what others changed before them is not taken for a change of this studio.
    if (version === this.#version) return;
    this.#version = version;
    this.#revisions = store.runs.revisions();
    for (const [id, revision] of this.#revisions) {
      if (before.get(id) === revision) continue;
      const run = store.runs.read(id);
      if (run === null || run.owner === owner) continue;
      // What was shown instead of the stored state was true of that state only.
      this.#context.shownInstead.delete(id);
      if (run.deletedAt !== null) this.#context.announce({ kind: 'run-gone', id });
      else announceRun(this.#context, id);
    }
  }

  #sweep(): void {
    const settled = settleOrphans(this.#context, true);
    for (const id of settled) announceRun(this.#context, id);
    if (settled.length > 0) this.#queue.fill();
  }
}
