import type { Pen } from './chart-frame.ts';

/** Where words may stand: their right end, and the line they stand on, in CSS pixels. */
export type Spot = { readonly right: number; readonly baseline: number };

type Mark = readonly [x: number, y: number];

/** How near a mark may come to words. */
const AIR = 4;

/** The first spot whose words cover no mark, else the one that covers fewest; null without spots. */
export function clearSpot(spots: readonly Spot[], marks: readonly Mark[], width: number, height: number): Spot | null {
  const covered = ({ right, baseline }: Spot) =>
    marks.filter(
      ([x, y]) => x > right - width - AIR && x < right + AIR && y > baseline - height - AIR / 2 && y < baseline + AIR,
    ).length;
  let best: Spot | null = null;
  for (const spot of spots) if (best === null || covered(spot) < covered(best)) best = spot;
  return best;
}

/** Places along a line through points, near enough to each other that words over the line cover one. */
export function alongLine(points: readonly Mark[]): readonly Mark[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (!next) return [point];
    const [dx, dy] = [next[0] - point[0], next[1] - point[1]];
    const parts = Math.min(64, Math.max(1, Math.ceil(Math.hypot(dx, dy) / 8)));
    return Array.from({ length: parts }, (_, k): Mark => [point[0] + (dx * k) / parts, point[1] + (dy * k) / parts]);
  });
}

/** Distances of words from the line they name and from the ends of the axis, and their own height, in CSS pixels. */
export type NameLook = { readonly inset: number; readonly above: number; readonly height: number };

/** Writes `words` above or below the horizontal line at `line`, at its right end or its left: where no mark lies under them. */
export function nameLine(pen: Pen, words: string, line: number, marks: readonly Mark[], look: NameLook): void {
  const { context, left, right, bottom, text } = pen;
  const { inset, above, height } = look;
  const width = context.measureText(words).width;
  const lines = [line - above, line + height].filter((baseline) => baseline < bottom);
  const ends = [right - inset, left + width + inset];
  const spots = ends.flatMap((end) => lines.map((baseline) => ({ right: end, baseline })));
  const spot = clearSpot(spots, marks, width, height);
  if (spot) text(words, spot.right, spot.baseline, { align: 'right' });
}
