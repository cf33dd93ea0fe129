/** A picture as a density: the darker (or more opaque) a place, the more points lie there. */
import { PICTURE_HALF_WIDTH } from '../../shared/model/own-data.ts';
import { fileProblem } from './file-problem.ts';
import { decodePicture, type Pixels } from './pixels.ts';

export type Density = { readonly points: Float32Array; readonly cell: number };

/** Cells along the longer side; finer detail than 1/128 of the picture is averaged. */
const MOST_CELLS = 128;
/** Steps of grey: a cell stands in the table up to this often. */
const LEVELS = 15;
/** Ink fainter than this is background. */
const FAINT = 0.04;
/** A picture of which this much is transparent is its own stencil. */
const TRANSPARENT_SHARE = 0.01;

/**
 * Points `[rows, 2]` and the side of a cell: a uniformly chosen row plus a uniform offset within its cell is a draw of the
 * density. The inked part of the picture (or the `whole` of it) is centred, its longer side from −3.5 to 3.5, with x₂
 * pointing up.
 */
export function densityFromPicture(bytes: Uint8Array, name: string, whole = false): Density {
  const pixels = decodePicture(bytes, name);
  const ink = inkOf(pixels);
  const box = inkedBox(ink, pixels);
  if (box === null)
    throw fileProblem(name, 'the picture is blank: nothing in it is dark or opaque to draw points from');
  const { width, height } = pixels;
  const { cells, columns, rows } = averaged(ink, width, whole ? { left: 0, top: 0, width, height } : box);
  return pointsOf(cells, columns, rows);
}

/** Ink of every pixel in [0, 1]: opacity where the picture is a stencil, else the distance from its background's grey. */
function inkOf({ width, height, data }: Pixels): Float32Array {
  const count = width * height;
  const ink = new Float32Array(count);
  let transparent = 0;
  for (let i = 0; i < count; i++) if ((data[4 * i + 3] ?? 255) < 128) transparent++;
  if (transparent > TRANSPARENT_SHARE * count) {
    for (let i = 0; i < count; i++) ink[i] = (data[4 * i + 3] ?? 0) / 255;
    return ink;
  }
  for (let i = 0; i < count; i++) {
    // Relative luminance weights of ITU-R BT.709.
    const grey = 0.2126 * (data[4 * i] ?? 0) + 0.7152 * (data[4 * i + 1] ?? 0) + 0.0722 * (data[4 * i + 2] ?? 0);
    ink[i] = 1 - grey / 255;
  }
  // Light drawings on a dark ground: lightness is the ink.
  if (edgeMean(ink, width, height) > 0.5) for (let i = 0; i < count; i++) ink[i] = 1 - (ink[i] as number);
  return ink;
}

function edgeMean(ink: Float32Array, width: number, height: number): number {
  let sum = 0;
  for (let x = 0; x < width; x++) sum += (ink[x] as number) + (ink[(height - 1) * width + x] as number);
  for (let y = 0; y < height; y++) sum += (ink[y * width] as number) + (ink[y * width + width - 1] as number);
  return sum / (2 * (width + height));
}

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

function inkedBox(ink: Float32Array, { width, height }: Pixels): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((ink[y * width + x] as number) < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean ink of square cells that cover the box, at most 128 along its longer side. */
function averaged(ink: Float32Array, stride: number, { left, top, width, height }: Box) {
  const side = Math.max(1, Math.max(width, height) / MOST_CELLS);
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const cells = new Float32Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[(top + y) * stride + left + x] as number;
      const at = Math.floor(y / side) * columns + Math.floor(x / side);
      cells[at] = (cells[at] as number) + (value < FAINT ? 0 : value);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  cells.forEach((sum, i) => {
    cells[i] = sum / Math.max(1, counts[i] as number);
  });
  return { cells, columns, rows };
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function pointsOf(cells: Float32Array, columns: number, rows: number): Density {
  const darkest = cells.reduce((most, value) => Math.max(most, value), 0);
  const levels = Array.from(cells, (value) => Math.round((LEVELS * value) / darkest));
  // A picture of one grey needs each of its cells once.
  const common = Math.max(1, levels.reduce(divisor, 0));
  const cell = (2 * PICTURE_HALF_WIDTH) / Math.max(columns, rows);
  const points: number[] = [];
  levels.forEach((level, at) => {
    const x = cell * ((at % columns) + 0.5 - columns / 2);
    const y = cell * (rows / 2 - Math.floor(at / columns) - 0.5);
    for (let k = 0; k < level / common; k++) points.push(x, y);
  });
  return { points: Float32Array.from(points), cell };
}
