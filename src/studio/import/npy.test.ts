import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { npyParts } from '../export/npy.ts';
import { parseNpy, pointsFromNpy, readNpyPoints } from './npy.ts';

/** A file as NumPy writes it, of any type, order and format version. */
function npy(descr: string, fortran: boolean, shape: string, body: Buffer, version = 1): Buffer {
  const text = `{'descr': ${descr}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }\n`;
  const head = Buffer.alloc(version === 1 ? 10 : 12);
  head.write('\x93NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(text.length, 8);
  else head.writeUInt32LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text, 'latin1'), body]);
}

const doubles = (values: readonly number[], little = true) => {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, k) => void (little ? bytes.writeDoubleLE(value, 8 * k) : bytes.writeDoubleBE(value, 8 * k)));
  return bytes;
};

test('what the export writes is read back', () => {
  const values = Float32Array.of(1, -2, 3.5, 4, 5, 6);
  expect(parseNpy(Buffer.concat(npyParts([3, 2], values)), 'x.npy')).toEqual({ shape: [3, 2], values });
});

test('float64, big-endian, Fortran order and the long header are read', () => {
  const expected = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(pointsFromNpy(npy("'<f8'", false, '(3, 2)', doubles([1, 2, 3, 4, 5, 6]), 2), 'x')).toEqual(expected);
  expect(pointsFromNpy(npy("'<f8'", true, '(3, 2)', doubles([1, 3, 5, 2, 4, 6])), 'x')).toEqual(expected);
  expect(pointsFromNpy(npy("'>f8'", false, '(3, 2)', doubles([1, 2, 3, 4, 5, 6], false)), 'x')).toEqual(expected);
  // a[i, j, k] = 100 i + 10 j + k, stored with i running fastest.
  const cube: number[] = [];
  for (let k = 0; k < 2; k++) for (let j = 0; j < 3; j++) for (let i = 0; i < 2; i++) cube.push(100 * i + 10 * j + k);
  expect([...parseNpy(npy("'<f8'", true, '(2, 3, 2)', doubles(cube)), 'x').values]).toEqual([
    0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121,
  ]);
});

test('half precision and whole numbers are points too', () => {
  const halves = Buffer.from(Uint16Array.of(0x3c00, 0xc500, 0x0001, 0x7bff).buffer);
  expect([...pointsFromNpy(npy("'<f2'", false, '(2, 2)', halves), 'x')]).toEqual([1, -5, 2 ** -24, 65504]);
  const infinite = Buffer.from(Uint16Array.of(0x3c00, 0x7c00).buffer);
  expect(() => pointsFromNpy(npy("'<f2'", false, '(1, 2)', infinite), 'x')).toThrow(/row 0, column 1 is infinite/);
  const whole = Buffer.from(BigInt64Array.of(-3n, 4n).buffer);
  expect([...pointsFromNpy(npy("'<i8'", false, '(1, 2)', whole), 'x')]).toEqual([-3, 4]);
});

test.each([
  ['not a NumPy file', Buffer.from('x,y\n1,2\n3,4\n'), /p\.npy: it is not a NumPy file/],
  [
    'complex numbers',
    npy("'<c8'", false, '(1, 2)', Buffer.alloc(16)),
    /its type is complex64, but real or whole numbers/,
  ],
  ['records', npy("[('x', '<f4')]", false, '(1,)', Buffer.alloc(4)), /its type is a record of several fields/],
  ['one column', npy("'<f8'", false, '(3,)', doubles([1, 2, 3])), /its shape is \(3,\), but points need the shape/],
  ['three columns', npy("'<f8'", false, '(1, 3)', doubles([1, 2, 3])), /its shape is \(1, 3\)/],
  ['no rows', npy("'<f8'", false, '(0, 2)', doubles([])), /it holds no points/],
  ['NaN', npy("'<f8'", false, '(2, 2)', doubles([1, 2, 3, Number.NaN])), /row 1, column 1 is not a number/],
  ['infinity', npy("'<f8'", false, '(1, 2)', doubles([Number.POSITIVE_INFINITY, 2])), /row 0, column 0 is infinite/],
  ['a cut file', npy("'<f8'", false, '(2, 2)', doubles([1, 2, 3])), /needs 4 numbers, but it holds 3/],
  ['a cut header', npy("'<f8'", false, '(2, 2)', doubles([])).subarray(0, 30), /ends within its header/],
])('%s is refused in one sentence', (_what, bytes, reason) => {
  expect(() => pointsFromNpy(bytes, 'p.npy')).toThrow(reason);
});

test('files are read from disk, and a missing one is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npy-'));
  const path = join(folder, 'a.npy');
  writeFileSync(path, npy("'<f8'", false, '(1, 2)', doubles([1, 2])));
  expect([...readNpyPoints(path)]).toEqual([1, 2]);
  expect(() => readNpyPoints(join(folder, 'b.npy'))).toThrow(/b\.npy: there is no such file/);
  expect(() => readNpyPoints(folder)).toThrow(/it is a folder/);
  if (process.platform === 'linux') expect(() => readNpyPoints('/dev/zero')).toThrow(/it is a device, not a file/);
  rmSync(folder, { recursive: true });
});
