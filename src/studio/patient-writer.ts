/**
 * Writes what a training reports, one transaction a message, in order. On a full disk the work waits in memory and is
 * tried again, while the training pauses; nothing reported is lost.
 */
import type { FailureCode, UserError } from '../shared/result.ts';
import { storeFailure } from './store/failure.ts';
import type { Store } from './store/store.ts';

const RETRY_MS = 1000;
const MAY_PASS: readonly FailureCode[] = ['disk-full', 'library-locked', 'unavailable'];

type Write = { readonly work: () => void; readonly then: () => void; readonly durable: boolean };

export type PatientWriterListener = {
  /** Writing is impossible for now: the training must wait. */
  blocked(failure: UserError): void;
  /** Everything that waited is written. */
  freed(): void;
  /** What waited cannot be written at all. */
  broken(error: unknown): void;
};

export class PatientWriter {
  readonly #store: Pick<Store, 'atomically' | 'durably' | 'noteFailure'>;
  readonly #listener: PatientWriterListener;
  #waiting: Write[] = [];
  #retry: NodeJS.Timeout | null = null;

  constructor(store: Pick<Store, 'atomically' | 'durably' | 'noteFailure'>, listener: PatientWriterListener) {
    this.#store = store;
    this.#listener = listener;
  }

  /** Commits `work`, then calls `then`: what subscribers are told is always committed. */
  write(work: () => void, then: () => void): void {
    this.#write({ work, then, durable: false });
  }

  /** Like `write`, and not even a power cut loses it: for what is seldom and costly to lose. */
  writeDurably(work: () => void, then: () => void): void {
    this.#write({ work, then, durable: true });
  }

  /** Gives up what still waits for the disk; true when there was any. */
  abandon(): boolean {
    const lost = this.#waiting.length > 0;
    this.close();
    this.#waiting = [];
    return lost;
  }

  #write(write: Write): void {
    if (this.#waiting.length > 0) {
      this.#waiting.push(write);
      return;
    }
    const failure = this.#attempt(write);
    if (!failure) {
      write.then();
      return;
    }
    this.#waiting.push(write);
    this.#listener.blocked(failure);
    this.#later();
  }

  close(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
  }

  #attempt({ work, durable }: Write): UserError | null {
    try {
      if (durable) this.#store.durably(work);
      else this.#store.atomically(work);
      return null;
    } catch (error) {
      this.#store.noteFailure(error);
      const failure = storeFailure(error);
      // Only what may pass is waited for: a full, busy, read-only or unplugged disk, not a damaged library.
      if (failure && MAY_PASS.includes(failure.code)) return failure;
      throw error;
    }
  }

  #later(): void {
    this.#retry = setTimeout(() => {
      this.#retry = null;
      try {
        this.#writeWaiting();
      } catch (error) {
        this.#waiting = [];
        this.#listener.broken(error);
      }
    }, RETRY_MS);
  }

  #writeWaiting(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (this.#attempt(next)) {
        this.#later();
        return;
      }
      this.#waiting.shift();
      if (this.#waiting.length === 0) this.#listener.freed();
      next.then();
    }
  }
}
