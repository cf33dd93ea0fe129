/** Straight lines between pairs, and how often they cross. */

/** Pairs whose segments x0 → x1 cross, of all pairs of pairs. x0, x1: `[n, 2]` row-major. Touching ends do not count. */
export function crossings(x0: Float32Array, x1: Float32Array): number {
  const n = x0.length / 2;
  let count = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (cross(x0, x1, i, j)) count++;
  return count;
}

/** Twice the signed area of the triangle (a, b, c): its sign says on which side of a → b the point c lies. */
const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

function cross(x0: Float32Array, x1: Float32Array, i: number, j: number): boolean {
  const at = (points: Float32Array, k: number) => [points[2 * k] ?? 0, points[2 * k + 1] ?? 0] as const;
  const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [at(x0, i), at(x1, i), at(x0, j), at(x1, j)];
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}
