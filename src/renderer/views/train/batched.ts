/**
 * Runs the newest of many wishes, at most once an interval: the first at once, later ones together. For drawings that
 * follow a training, which reports far more often than an eye can see.
 */
export class Batched {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wish: (() => void) | null = null;

  ask(wish: () => void, intervalMs: number): void {
    this.#wish = wish;
    if (this.#timer !== undefined) return;
    this.#run(intervalMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wish = null;
  }

  #run(intervalMs: number): void {
    const wish = this.#wish;
    this.#wish = null;
    this.#timer = undefined;
    if (!wish) return;
    this.#timer = setTimeout(() => this.#run(intervalMs), intervalMs);
    wish();
  }
}
