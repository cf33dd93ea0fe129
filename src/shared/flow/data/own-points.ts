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

/** A draw is a row picked at random, spread over the cell that a picture's point stands for. */
export function ownPoints(file: PointFile): Dataset {
  const { points, labels, cell } = file;
  const rows = points.length / 2;
  const classes = labels === null ? 1 : labels.reduce((most, label) => Math.max(most, label + 1), 1);
  const byClass = Array.from({ length: classes }, () => [] as number[]);
  for (let row = 0; row < rows; row++) byClass[labels?.[row] ?? 0]?.push(row);
  const extent = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0) + cell / 2;
  return {
    label: file.name,
    about: ABOUT,
    defaults: {},
    ranges: {},
    classes: () => classes,
    draw(_params, random, point, asked) {
      const group = asked === undefined ? null : (byClass[asked] ?? []);
      const row = group === null ? random.integer(rows) : (group[random.integer(group.length)] ?? 0);
      point[0] = (points[2 * row] ?? 0) + cell * (random.uniform() - 0.5);
      point[1] = (points[2 * row + 1] ?? 0) + cell * (random.uniform() - 0.5);
      return labels?.[row] ?? 0;
    },
    extent: () => extent || EMPTY_EXTENT,
  };
}
