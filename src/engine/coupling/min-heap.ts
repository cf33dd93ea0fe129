/** A binary heap of numbered things by their keys, least first. */
export class MinHeap {
  #keys = new Float64Array(1024);
  #ids = new Int32Array(1024);
  #size = 0;
  /** Key of what was popped last. */
  key = Number.POSITIVE_INFINITY;

  clear(): void {
    this.#size = 0;
  }

  push(key: number, id: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const ids = this.#ids;
    let at = this.#size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((keys[up] as number) <= key) break;
      keys[at] = keys[up] as number;
      ids[at] = ids[up] as number;
      at = up;
    }
    keys[at] = key;
    ids[at] = id;
  }

  /** Takes out the least; its key is left in `key`. The heap must not be empty. */
  pop(): number {
    const keys = this.#keys;
    const ids = this.#ids;
    const top = ids[0] as number;
    this.key = keys[0] as number;
    const size = --this.#size;
    const key = keys[size] as number;
    const id = ids[size] as number;
    let at = 0;
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && (keys[down + 1] as number) < (keys[down] as number)) down++;
      if ((keys[down] as number) >= key) break;
      keys[at] = keys[down] as number;
      ids[at] = ids[down] as number;
      at = down;
    }
    keys[at] = key;
    ids[at] = id;
    return top;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#keys.length);
    const ids = new Int32Array(2 * this.#ids.length);
    keys.set(this.#keys);
    ids.set(this.#ids);
    this.#keys = keys;
    this.#ids = ids;
  }
}
