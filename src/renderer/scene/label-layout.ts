/** Which labels stay when some overlap. */

export type LabelKind = 'chip' | 'flag' | 'hover' | 'caption' | 'axis' | 'tick';

/** The smaller the rank, the longer a label stays. */
export const LABEL_RANKS: Readonly<Record<LabelKind, number>> = {
  chip: 0,
  flag: 1,
  hover: 2,
  caption: 3,
  axis: 4,
  tick: 5,
};

/** Centre and size in CSS pixels. */
export type LabelBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rank: number;
};

const GAP = 2;

/** For each label whether it is shown: by rank, then in the order given, unless it touches one already shown. */
export function keptLabels(boxes: readonly LabelBox[]): boolean[] {
  const kept: LabelBox[] = [];
  const shown = boxes.map(() => false);
  const order = boxes.map((_, i) => i).sort((a, b) => (boxes[a]?.rank ?? 0) - (boxes[b]?.rank ?? 0) || a - b);
  for (const i of order) {
    const box = boxes[i];
    if (!box || kept.some((other) => overlaps(box, other))) continue;
    kept.push(box);
    shown[i] = true;
  }
  return shown;
}

function overlaps(a: LabelBox, b: LabelBox): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP;
}
