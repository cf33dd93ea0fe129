/** A growing list of numbers in eight bytes each; an array of a million rows of text would take a hundred times that. */
export class Numbers {
  #values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  doubles(): Float64Array {
    return this.#values.slice(0, this.length);
  }

  floats(): Float32Array {
    return Float32Array.from(this.#values.subarray(0, this.length));
  }
}
