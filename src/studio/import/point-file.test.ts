import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { expect, onTestFinished, test } from 'vitest';
import { ownPoints } from '../../shared/flow/data/own-points.ts';
import { RandomStream } from '../../shared/flow/random.ts';
import { npyParts } from '../export/npy.ts';
import { pointFileFromBytes, readPointFile } from './point-file.ts';

const npy = (shape: readonly number[], values: readonly number[]) =>
  new Uint8Array(Buffer.concat(npyParts(shape, Float32Array.from(values))));

type Rgba = readonly [number, number, number, number];

function png(width: number, height: number, colourOf: (x: number, y: number) => Rgba): Uint8Array {
  const picture = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) picture.data.set(colourOf(x, y), 4 * (y * width + x));
  return new Uint8Array(PNG.sync.write(picture));
}
const WHITE: Rgba = [255, 255, 255, 255];
const BLACK: Rgba = [0, 0, 0, 255];

test('the same points are the same data, whichever file they came from', () => {
  const table = pointFileFromBytes(new TextEncoder().encode('x,y\n1,2\n3,4\n'), '/home/me/a.csv');
  const array = pointFileFromBytes(npy([2, 2], [1, 2, 3, 4]), 'C:\\data\\b.npy');
  expect(table.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(array.hash).toBe(table.hash);
  expect([table.name, array.name]).toEqual(['a.csv', 'b.npy']);
  expect(pointFileFromBytes(npy([2, 2], [1, 2, 4, 3]), 'b.npy').hash).not.toBe(table.hash);
  expect(pointFileFromBytes(npy([2, 3], [1, 2, 0, 3, 4, 1]), 'b.npy').hash).not.toBe(table.hash);
});

test('a NumPy array of three columns has labels or a condition', () => {
  expect(pointFileFromBytes(npy([2, 3], [1, 2, 0, 3, 4, 1]), 'a.npy')).toMatchObject({
    points: Float32Array.of(1, 2, 3, 4),
    labels: Int32Array.of(0, 1),
    column: null,
  });
  expect(pointFileFromBytes(npy([2, 3], [1, 2, 0.5, 3, 4, 1]), 'a.npy').column).toEqual(Float32Array.of(0.5, 1));
  expect(pointFileFromBytes(npy([1, 3], [1, 2, 0]), 'a.npy', 'continuous').column).toEqual(Float32Array.of(0));
});

test.each([
  ['one column', npy([3], [1, 2, 3]), 'a.npy', /shape is \(3,\), but points need the shape \(n, 2\) or \(n, 3\)/],
  ['a cube', npy([1, 2, 2], [1, 2, 3, 4]), 'a.npy', /shape is \(1, 2, 2\)/],
  ['no rows', npy([0, 2], []), 'a.npy', /it holds no points/],
  ['NaN', npy([2, 2], [1, 2, 3, Number.NaN]), 'a.npy', /row 1, column 1 is NaN/],
  ['an empty class', npy([2, 3], [1, 2, 0, 3, 4, 2]), 'a.npy', /class 1 has no points/],
  ['an empty file', new Uint8Array(0), 'a.csv', /the file is empty/],
  ['another ending', new Uint8Array([1, 2]), 'a.xlsx', /files that end in \.csv, .*are taken/],
  ['a table that says it is a picture', new TextEncoder().encode('1,2\n'), 'a.png', /it is no PNG or JPEG picture/],
  ['a blank picture', png(8, 8, () => WHITE), 'a.png', /the picture is blank/],
  [
    'a cut picture',
    png(64, 64, (x) => [x * 4, 0, 0, 255]).subarray(0, 60),
    'a.png',
    /^a\.png: the picture is damaged or of a kind that cannot be read/,
  ],
])('%s is refused in one sentence', (_what, bytes, name, reason) => {
  expect(() => pointFileFromBytes(bytes, name)).toThrow(reason);
});

test('a picture that claims more pixels than are taken is refused before it is unpacked', () => {
  const bytes = png(4, 4, () => BLACK);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(16, 60_000);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(20, 60_000);
  expect(() => pointFileFromBytes(bytes, 'bomb.png')).toThrow(/60000 × 60000 pixels are more than/);
});

test('a huge file is refused by its size alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'points-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'huge.csv');
  writeFileSync(path, '1,2\n');
  truncateSync(path, 3e9);
  expect(() => readPointFile(path)).toThrow(/larger than 64 MB/);
  expect(() => readPointFile(join(folder, 'none.csv'))).toThrow(/there is no such file/);
});

test.runIf(process.platform === 'linux')('what never ends is not read: a device, a pipe that nobody writes to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'points-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(() => readPointFile('/dev/zero')).toThrow(/it is a device, not a file/);
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  expect(() => readPointFile(join(folder, 'pipe.csv'))).toThrow(/it is a pipe/);
});

/** Shares of draws in the four quarters: upper right, upper left, lower left, lower right. */
function quarters(bytes: Uint8Array, name: string): number[] {
  const dataset = ownPoints(pointFileFromBytes(bytes, name));
  const counts = [0, 0, 0, 0];
  const point: [number, number] = [0, 0];
  const draws = 4000;
  for (let i = 0; i < draws; i++) {
    dataset.draw({}, new RandomStream(1, 'evaluation', i), point);
    expect(Math.max(...point.map(Math.abs))).toBeLessThanOrEqual(3.5);
    const quarter = point[1] > 0 ? (point[0] > 0 ? 0 : 1) : point[0] > 0 ? 3 : 2;
    counts[quarter] = (counts[quarter] ?? 0) + 1 / draws;
  }
  return counts;
}

test('the darkness of a picture is its density, the right way up and as large as the sources', () => {
  // Black upper right, half grey lower left; the grey is half as dense.
  const shares = quarters(
    png(40, 40, (x, y) => (x >= 20 && y < 20 ? BLACK : x < 20 && y >= 20 ? [128, 128, 128, 255] : WHITE)),
    'a.png',
  );
  expect(shares[0]).toBeCloseTo(2 / 3, 1);
  expect(shares[1]).toBe(0);
  expect(shares[2]).toBeCloseTo(1 / 3, 1);
  expect(shares[3]).toBe(0);
});

test('opacity is the density of a stencil, and light on dark is read as its opposite', () => {
  const stencil = png(20, 20, (x, y) =>
    x < 10 && y < 10 ? [255, 255, 255, 255] : x >= 10 && y >= 10 ? BLACK : [0, 0, 0, 0],
  );
  expect(quarters(stencil, 'a.png')[1]).toBeCloseTo(0.5, 1);
  const light = png(20, 20, (x, y) => (x > 4 && x < 15 && y > 4 && y < 15 ? WHITE : BLACK));
  const { points, cell } = pointFileFromBytes(light, 'a.png');
  // A square of 10 × 10 pixels, blown up to ±3.5, every cell once.
  expect(points.length / 2).toBe(100);
  expect(cell).toBeCloseTo(0.7, 6);
});

test('a drawing keeps its place: its own edges are ±3.5', () => {
  const corner = png(100, 100, (x, y) => (x >= 90 && y < 10 ? BLACK : [0, 0, 0, 0]));
  const { points } = pointFileFromBytes(corner, 'drawing.png', 'auto', true);
  expect(Math.min(...points)).toBeGreaterThan(2.79);
  expect(Math.max(...points)).toBeLessThan(3.5);
});

test('a JPEG is read, and fine pictures keep a table of bounded size', () => {
  const [width, height] = [400, 200];
  const data = Buffer.alloc(4 * width * height, 255);
  for (let i = 0; i < width * height; i++) data.fill((i * 7919) % 256, 4 * i, 4 * i + 3);
  const file = pointFileFromBytes(new Uint8Array(jpeg.encode({ width, height, data }, 80).data), 'photo.JPG');
  expect(file.points.length / 2).toBeLessThanOrEqual(128 * 64 * 15);
  expect(file.cell).toBeCloseTo(7 / 128, 3);
});
