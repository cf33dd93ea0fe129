type Placed = { readonly x: number; readonly y: number };

/** The same labels moved down where they would lie over one that is higher up; all of one width and height. */
export function apart<T extends Placed>(labels: readonly T[], width: number, height: number): T[] {
  const placed: T[] = [];
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    let { y } = label;
    // Those placed are not higher up than the ones before them, so one pass is enough.
    for (const other of placed.toSorted((a, b) => a.y - b.y)) {
      if (Math.abs(other.x - label.x) < width && Math.abs(other.y - y) < height) y = other.y + height;
    }
    placed.push({ ...label, y });
  }
  return placed;
}
