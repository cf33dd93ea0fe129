/** Keeps what was computed last, up to so many bytes: going back and forth along an axis must not compute again. */

const BUDGET = 96 * 2 ** 20;

export class RecentPictures<T> {
  readonly #entries = new Map<string, T>();
  readonly #sizeOf: (entry: T) => number;
  readonly #budget: number;
  #bytes = 0;

  constructor(sizeOf: (entry: T) => number, budget: number = BUDGET) {
    this.#sizeOf = sizeOf;
    this.#budget = budget;
  }

  get(key: string): T | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    // The newest is last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  put(key: string, entry: T): void {
    const before = this.#entries.get(key);
    if (before !== undefined) this.#bytes -= this.#sizeOf(before);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#bytes += this.#sizeOf(entry);
    for (const [oldest, old] of this.#entries) {
      if (this.#bytes <= this.#budget || this.#entries.size <= 1) break;
      this.#entries.delete(oldest);
      this.#bytes -= this.#sizeOf(old);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  get size(): number {
    return this.#entries.size;
  }
}
