/** How many views there are, in which grid, and how many paths each of them draws. */

export type Grid = { readonly columns: number; readonly rows: number };

/** 1, 1×2, 2×2, 2×3; a tall and narrow space puts two views one above the other. */
export function gridOf(count: number, width: number, height: number): Grid {
  if (count <= 1) return { columns: 1, rows: 1 };
  const wide = width >= height;
  if (count === 2) return width >= 1.25 * height ? { columns: 2, rows: 1 } : { columns: 1, rows: 2 };
  if (count <= 4) return { columns: 2, rows: 2 };
  return wide ? { columns: 3, rows: 2 } : { columns: 2, rows: 3 };
}

/** Paths a view at 1, 4 and 9 views; in between by straight lines. */
const BUDGET = [
  [1, 420],
  [4, 300],
  [9, 160],
] as const;

export function pathsPerView(views: number): number {
  let [fromViews, fromPaths]: readonly [number, number] = BUDGET[0];
  for (const [toViews, toPaths] of BUDGET) {
    if (views <= toViews) {
      const share = toViews === fromViews ? 0 : (views - fromViews) / (toViews - fromViews);
      return Math.round(fromPaths + (toPaths - fromPaths) * Math.max(0, share));
    }
    [fromViews, fromPaths] = [toViews, toPaths];
  }
  return fromPaths;
}
