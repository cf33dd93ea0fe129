/** Number of single-letter edits (insert, delete, replace, two letters swapped) between two words. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replace, swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The name that a mistyped one probably meant, or null when none is near. */
export function nearestName(word: string, names: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const begun = lower === '' ? [] : names.filter((name) => name.startsWith(lower));
  if (begun.length === 1) return begun[0] ?? null;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(lower.length / 2)) + 0.5;
  for (const name of names) {
    const begins = lower.length >= 3 && name.startsWith(lower);
    const distance = begins ? 0.5 : editDistance(lower, name);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}
