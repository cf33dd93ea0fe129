import type { Dataset } from '../dataset.ts';
import { param } from '../params.ts';

/** Uniform on the squares of one colour of a cells × cells board over [−size, size]². */
export const checkerboard: Dataset = {
  label: 'Checkerboard',
  about: 'Uniform on the dark squares of a board; no classes.',
  defaults: { cells: 4, size: 4 },
  ranges: { cells: { min: 1, max: 32, whole: true }, size: { min: 0.001, max: 100 } },
  classes: () => 1,
  draw(params, random, point) {
    const cells = param(params, 'cells');
    const size = param(params, 'size');
    const side = (2 * size) / cells;
    const square = 2 * random.integer(Math.ceil((cells * cells) / 2));
    // Counting every other square along the rows; on an even board each second row starts one further.
    const row = Math.floor(square / cells);
    const shift = cells % 2 === 0 ? row % 2 : 0;
    const column = (square % cells) + shift;
    point[0] = -size + side * (column + random.uniform());
    point[1] = -size + side * (row + random.uniform());
    return 0;
  },
  extent: (params) => param(params, 'size') * 1.05,
};

/** Every draw is the same point: the smallest possible target. */
export const point: Dataset = {
  label: 'Point',
  about: 'A single point; no classes.',
  defaults: { x: 2, y: 1 },
  ranges: { x: { min: -100, max: 100 }, y: { min: -100, max: 100 } },
  classes: () => 1,
  draw(params, _random, target) {
    target[0] = param(params, 'x');
    target[1] = param(params, 'y');
    return 0;
  },
  extent: (params) => Math.max(Math.abs(param(params, 'x')), Math.abs(param(params, 'y'))) + 1,
};
