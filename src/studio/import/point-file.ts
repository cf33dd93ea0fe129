/** From the bytes of a file to points: tables, NumPy arrays and pictures. */
import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { PointFile } from '../../shared/flow/point-file.ts';
import {
  ARRAY_ENDINGS,
  ENDINGS,
  LARGEST_COORDINATE,
  MOST_FILE_BYTES,
  MOST_POINTS,
  PICTURE_ENDINGS,
  TABLE_ENDINGS,
  type ThirdColumn,
} from '../../shared/model/own-data.ts';
import { fileProblem, grouped } from './file-problem.ts';
import { hashOfPoints, type PointContent } from './hash.ts';
import { parseNpy, readFileOrRefuse } from './npy.ts';
import { densityFromPicture } from './picture.ts';
import { isJpeg, isPng } from './pixels.ts';
import { tableFromBytes } from './table.ts';
import { conditionsFrom } from './third-column.ts';

const LONGEST_NAME = 120;

/** Points in the bytes of a file. Throws a UserError that names the file and what is wrong in it. */
export function pointFileFromBytes(
  bytes: Uint8Array,
  fileName: string,
  third: ThirdColumn = 'auto',
  whole = false,
): PointFile {
  const name = shortName(fileName);
  if (bytes.length > MOST_FILE_BYTES) throw tooLarge(name);
  if (bytes.length === 0) throw fileProblem(name, 'the file is empty');
  const content = contentOf(bytes, name, third, whole);
  return { hash: hashOfPoints(content), name, ...content };
}

/** Points of a file on disk. */
export function readPointFile(path: string, third: ThirdColumn = 'auto'): PointFile {
  // Asked first: a disk image is not read into memory to be refused, and a pipe could not be read a second time.
  const found = statSync(path, { throwIfNoEntry: false });
  if ((found?.size ?? 0) > MOST_FILE_BYTES) throw tooLarge(path);
  if (found?.isFIFO()) throw fileProblem(path, 'it is a pipe; save the points to a file first');
  const bytes = readFileOrRefuse(path);
  return pointFileFromBytes(bytes, basename(path), third);
}

const tooLarge = (name: string) =>
  fileProblem(name, `the file is larger than ${MOST_FILE_BYTES / 2 ** 20} MB, which is the most that is taken`);

/** A file's name without its folders, cut to a length that lists can show. */
function shortName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1)?.trim() || 'points';
  return name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name;
}

const isOneOf = (endings: readonly string[], name: string) => endings.includes(extname(name).slice(1).toLowerCase());

function contentOf(bytes: Uint8Array, name: string, third: ThirdColumn, whole: boolean): PointContent {
  const isPicture = isPng(bytes) || isJpeg(bytes) || isOneOf(PICTURE_ENDINGS, name);
  if (isPicture) return { ...densityFromPicture(bytes, name, whole), labels: null, column: null };
  if (isOneOf(ARRAY_ENDINGS, name)) return { ...arrayContent(bytes, name, third), cell: 0 };
  if (isOneOf(TABLE_ENDINGS, name)) return { ...tableFromBytes(bytes, name, third), cell: 0 };
  throw fileProblem(name, `files that end in ${ENDINGS.map((ending) => `.${ending}`).join(', ')} are taken`);
}

function arrayContent(bytes: Uint8Array, name: string, third: ThirdColumn): Omit<PointContent, 'cell'> {
  const { shape, values } = parseNpy(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, {
    integers: true,
    mostNumbers: 3 * MOST_POINTS,
  });
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || columns < 2 || columns > 3) {
    throw fileProblem(
      name,
      `its shape is (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), but points need the shape (n, 2) or (n, 3)`,
    );
  }
  if (rows === 0) throw fileProblem(name, 'it holds no points');
  if (rows > MOST_POINTS) throw fileProblem(name, `more than ${grouped(MOST_POINTS)} points are not taken`);
  const placeOf = (row: number, column: number) => `row ${row}, column ${column}`;
  values.forEach((value, i) => {
    if (Math.abs(value) <= LARGEST_COORDINATE) return;
    const most = grouped(LARGEST_COORDINATE);
    const why = Number.isFinite(value)
      ? `but numbers must lie between −${most} and ${most}`
      : 'but every number must be finite';
    throw fileProblem(name, `${placeOf(Math.floor(i / columns), i % columns)} is ${value}, ${why}`);
  });
  const points = Float32Array.from({ length: 2 * rows }, (_, i) => values[(i >> 1) * columns + (i & 1)] as number);
  if (columns === 2) {
    if (third === 'auto') return { points, labels: null, column: null };
    throw fileProblem(name, 'it has 2 columns, so there is no third one to be the condition');
  }
  const last = Float64Array.from({ length: rows }, (_, row) => values[row * columns + 2] as number);
  return { points, ...conditionsFrom(name, last, third, { placeOf: (row) => placeOf(row, 2) }) };
}
