import type { Dataset } from '../dataset.ts';
import type { PointFile } from '../point-file.ts';

const LABEL = 'Own points';
const ABOUT = 'Points of your own: a CSV or NumPy file, a drawing or a picture.';
/** Shown around points while they are not there. */
const EMPTY_EXTENT = 4;

/** Stands for points that this process does not hold: it can be named, but nothing can be drawn from it. */
export const absentPoints: Dataset = {
  label: LABEL,
  about: ABOUT,
  defaults: {},
  ranges: {},
  classes: () => 1,
  draw: () => {
    throw new Error('These points are not in this process.');
  },
  extent: () => EMPTY_EXTENT,
};

/** Number of classes of a file: its labels are 0 … classes − 1, and every one of them has points. */
export function classesOfFile({ labels }: Pick<PointFile, 'labels'>): number {
  return labels === null ? 1 : labels.reduce((most, label) => Math.max(most, label + 1), 1);
}

/** A draw is a row picked at random, spread over the cell that a picture's point stands for. */
export function ownPoints(file: PointFile): Dataset {
  const { points, labels, column, cell } = file;
  const count = points.length / 2;
  const classes = classesOfFile(file);
  const byClass = Array.from({ length: classes }, () => [] as number[]);
  for (let row = 0; row < count; row++) byClass[labels?.[row] ?? 0]?.push(row);
  const extent = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0) + cell / 2;
  const drawRow: NonNullable<Dataset['rows']>['draw'] = (row, random, point) => {
    point[0] = (points[2 * row] ?? 0) + cell * (random.uniform() - 0.5);
    point[1] = (points[2 * row + 1] ?? 0) + cell * (random.uniform() - 0.5);
    if (column !== null) point[2] = column[row] ?? 0;
    return labels?.[row] ?? 0;
  };
  return {
    label: file.name,
    about: ABOUT,
    defaults: {},
    ranges: {},
    classes: () => classes,
    draw(_params, random, point, asked) {
      const group = asked === undefined ? null : (byClass[asked] ?? []);
      const row = group === null ? random.integer(count) : (group[random.integer(group.length)] ?? 0);
      return drawRow(row, random, point);
    },
    rows: { count, draw: drawRow },
    hasColumn: column !== null,
    extent: () => extent || EMPTY_EXTENT,
  };
}
