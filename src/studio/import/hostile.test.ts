/** Files cut off anywhere and with any bit turned: refused in a sentence, or sound points; never anything else. */
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../export/npy.ts';
import { pointFileFromBytes } from './point-file.ts';

const SIDE = 12;
/** A disc, dark on white. */
const pixels = Uint8Array.from({ length: 4 * SIDE * SIDE }, (_, i) => {
  const [x, y] = [((i >> 2) % SIDE) - SIDE / 2, Math.floor((i >> 2) / SIDE) - SIDE / 2];
  return i % 4 === 3 || x * x + y * y > 16 ? 255 : 30;
});

function png(): Uint8Array {
  const picture = new PNG({ width: SIDE, height: SIDE });
  picture.data.set(pixels);
  return new Uint8Array(PNG.sync.write(picture));
}

const values = Float32Array.from({ length: 3 * 40 }, (_, i) => (i % 3 === 2 ? Math.floor(i / 3) % 4 : Math.sin(i)));
const text = (separator: string) =>
  new TextEncoder().encode(
    `x${separator}y${separator}class\n${Array.from({ length: 40 }, (_, i) => [...values.subarray(3 * i, 3 * i + 3)].join(separator)).join('\n')}\n`,
  );

const GOOD: readonly (readonly [string, Uint8Array])[] = [
  ['points.csv', text(',')],
  ['points.tsv', text('\t')],
  ['points.npy', new Uint8Array(Buffer.concat(npyParts([40, 3], values)))],
  ['points.png', png()],
  ['points.jpg', new Uint8Array(jpeg.encode({ data: pixels, width: SIDE, height: SIDE }, 80).data)],
];

/** True: refused. The name stands in the sentence, and what is taken are finite points with a label for each. */
function isRefused(bytes: Uint8Array, name: string): boolean {
  try {
    const { points, labels, column } = pointFileFromBytes(bytes, name);
    const n = points.length / 2;
    if (n < 1 || !Number.isInteger(n)) throw new Error(`${name}: ${points.length} numbers are no points.`);
    if (!points.every(Number.isFinite)) throw new Error(`${name}: a point is not finite.`);
    if (labels !== null && labels.length !== n) throw new Error(`${name}: ${labels.length} labels of ${n} points.`);
    if (column !== null && (column.length !== n || !column.every(Number.isFinite)))
      throw new Error(`${name}: no condition for each point.`);
    return false;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message.startsWith(`${name}:`), error.message).toBe(true);
    expect(error.message.length).toBeLessThan(400);
    return true;
  }
}

test.each(GOOD)('%s, cut off anywhere', (name, bytes) => {
  expect(isRefused(bytes, name)).toBe(false);
  let refused = 0;
  const step = Math.max(1, Math.floor(bytes.length / 150));
  for (let length = 0; length < bytes.length; length += step)
    refused += Number(isRefused(bytes.slice(0, length), name));
  expect(refused).toBeGreaterThan(0);
});

test.each(GOOD)('%s, with one bit turned anywhere', (name, bytes) => {
  const step = Math.max(1, Math.floor(bytes.length / 300));
  let refused = 0;
  for (let place = 0; place < bytes.length; place += step) {
    const turned = bytes.slice();
    turned[place] = (turned[place] ?? 0) ^ (1 << ((place / step) % 8));
    refused += Number(isRefused(turned, name));
  }
  expect(refused).toBeGreaterThan(0);
});
