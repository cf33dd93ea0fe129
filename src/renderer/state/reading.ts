/** Work that is not begun a second time while it is under way: the window's start and the studio's "ready" both ask for it. */
export class Reading {
  readonly #work: () => Promise<void>;
  #now: Promise<void> | null = null;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the work that is under way, or begins now, is done. */
  begin(): Promise<void> {
    if (this.#now !== null) return this.#now;
    const mine = this.#work().finally(() => {
      if (this.#now === mine) this.#now = null;
    });
    this.#now = mine;
    return mine;
  }

  /** What is under way asked somebody who is gone: the next one begins anew. */
  forget(): void {
    this.#now = null;
  }
}
