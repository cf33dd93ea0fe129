/**
 * Writes what a training reports, one transaction a message, in order. On a full disk the work waits in memory and is
 * tried again, while the training pauses; nothing reported is lost.
 */
import type { UserError } from '../shared/result.ts';
import { storeFailure } from './store/failure.ts';
import type { Store } from './store/store.ts';

const RETRY_MS = 2000;

export type PatientWriterListener = {
  /** Writing is impossible for now: the training must wait. */
  blocked(failure: UserError): void;
  /** Everything that waited is written. */
  freed(): void;
};

export class PatientWriter {
  readonly #store: Pick<Store, 'atomically'>;
  readonly #listener: PatientWriterListener;
  #waiting: { work: () => void; then: () => void }[] = [];
  #retry: NodeJS.Timeout | null = null;

  constructor(store: Pick<Store, 'atomically'>, listener: PatientWriterListener) {
    this.#store = store;
    this.#listener = listener;
  }

  /** Commits `work`, then calls `then`: what subscribers are told is always on disk. */
  write(work: () => void, then: () => void): void {
    if (this.#waiting.length > 0) {
      this.#waiting.push({ work, then });
      return;
    }
    const failure = this.#attempt(work);
    if (!failure) {
      then();
      return;
    }
    this.#waiting.push({ work, then });
    this.#listener.blocked(failure);
    this.#later();
  }

  close(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
  }

  #attempt(work: () => void): UserError | null {
    try {
      this.#store.atomically(work);
      return null;
    } catch (error) {
      const failure = storeFailure(error);
      // Only what may pass by itself is waited for.
      if (failure && (failure.code === 'disk-full' || failure.code === 'library-locked')) return failure;
      throw error;
    }
  }

  #later(): void {
    this.#retry = setTimeout(() => {
      this.#retry = null;
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        if (this.#attempt(next.work)) {
          this.#later();
          return;
        }
        this.#waiting.shift();
        next.then();
      }
      this.#listener.freed();
    }, RETRY_MS);
  }
}
