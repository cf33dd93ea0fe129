/** The app's own mark as a source distribution: three crossing strokes of a 20 × 20 drawing, as a table of cells. */

type Point = readonly [number, number];
type Bezier = readonly [Point, Point, Point, Point];

/** The mark's strokes as cubic Bézier curves in drawing units, y pointing down. */
const STROKES: readonly Bezier[] = [
  [
    [2, 14.5],
    [9, 14.5],
    [9, 5.5],
    [18, 5.5],
  ],
  [
    [2, 10],
    [8, 10],
    [10, 10],
    [18, 10],
  ],
  [
    [2, 5.5],
    [9, 5.5],
    [9, 14.5],
    [18, 14.5],
  ],
];
const STROKE_RADIUS = 0.85;
const CELL = 0.125;
const BOX = 20;
const SEGMENTS = 48;

/** The mark reaches from −3.5 to 3.5 (data units), like the uniform source. */
const SCALE = 3.5 / (8 + STROKE_RADIUS);

function polyline([a, b, c, d]: Bezier): Point[] {
  return Array.from({ length: SEGMENTS + 1 }, (_, i): Point => {
    const t = i / SEGMENTS;
    const s = 1 - t;
    const at = (k: 0 | 1) => s * s * s * a[k] + 3 * s * s * t * b[k] + 3 * s * t * t * c[k] + t * t * t * d[k];
    return [at(0), at(1)];
  });
}

/** Squared distance from (x, y) to the segment between two points. */
function squaredDistance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
}

/** Marks every cell whose centre lies within a stroke, looking only around each segment. */
function rasterise(): Float32Array {
  const cells = Math.round(BOX / CELL);
  const inside = new Uint8Array(cells * cells);
  const clamp = (value: number) => Math.max(0, Math.min(cells - 1, Math.floor(value / CELL)));
  for (const line of STROKES.map(polyline)) {
    for (let i = 0; i + 1 < line.length; i++) {
      const a = line[i] as Point;
      const b = line[i + 1] as Point;
      const bottom = clamp(Math.max(a[1], b[1]) + STROKE_RADIUS);
      const right = clamp(Math.max(a[0], b[0]) + STROKE_RADIUS);
      for (let row = clamp(Math.min(a[1], b[1]) - STROKE_RADIUS); row <= bottom; row++) {
        for (let column = clamp(Math.min(a[0], b[0]) - STROKE_RADIUS); column <= right; column++) {
          const distance = squaredDistance((column + 0.5) * CELL, (row + 0.5) * CELL, a, b);
          if (distance <= STROKE_RADIUS ** 2) inside[row * cells + column] = 1;
        }
      }
    }
  }
  const points: number[] = [];
  inside.forEach((marked, cell) => {
    if (marked === 0) return;
    const column = (cell % cells) + 0.5;
    const row = Math.floor(cell / cells) + 0.5;
    points.push((column * CELL - BOX / 2) * SCALE, (BOX / 2 - row * CELL) * SCALE);
  });
  return Float32Array.from(points);
}

/**
 * A uniform point of the shape is a uniformly chosen row of `points` (`[cells, 2]`) plus a uniform offset in
 * [−cell/2, cell/2) in each coordinate (data units).
 */
export type ShapeTable = { readonly points: Float32Array; readonly cell: number };

let table: ShapeTable | null = null;

export function shapeTable(): ShapeTable {
  table ??= { points: rasterise(), cell: CELL * SCALE };
  return table;
}
