/** Losses of one run, one value a step, growing in place: entry i is the loss of step i. */
export class LossHistory {
  #values = new Float32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A view of what is there; valid until the next `write`. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Puts losses of steps `firstStep`… in place. False when steps before them are missing, so that they must be asked for. */
  write(firstStep: number, values: Float32Array): boolean {
    if (firstStep > this.#length) return false;
    const length = firstStep + values.length;
    if (length > this.#values.length) {
      const larger = new Float32Array(Math.max(length, this.#values.length * 2));
      larger.set(this.#values.subarray(0, this.#length));
      this.#values = larger;
    }
    this.#values.set(values, firstStep);
    this.#length = Math.max(this.#length, length);
    return true;
  }
}
