import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parameterCount } from '../../shared/model/parameters.ts';
import { ringConfig } from '../../shared/model/presets.ts';
import { npyParts } from './npy.ts';
import { safetensorsParts } from './safetensors.ts';
import { torchTensors } from './torch-tensors.ts';
import { writeFileWhole } from './write-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a reader of the bytes sees: offset of the values, and the values, little-endian. */
const floatsAt = (bytes: Buffer, offset: number, count: number) =>
  Array.from({ length: count }, (_, i) => bytes.readFloatLE(offset + 4 * i));

test.each([
  { shape: [2, 3], tuple: '(2, 3)' },
  { shape: [6], tuple: '(6,)' },
  { shape: [1, 3, 2], tuple: '(1, 3, 2)' },
])('an npy file of shape $tuple says so, is aligned to 64 bytes and holds the values', ({ shape, tuple }) => {
  const values = Float32Array.of(1, -2, 3.5, 4, 5, 6);
  const bytes = Buffer.concat(npyParts(shape, values));
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
  const start = 10 + bytes.readUInt16LE(8);
  expect(start % 64).toBe(0);
  const text = bytes.toString('latin1', 10, start);
  expect(text.trimEnd()).toBe(`{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`);
  expect(text.endsWith('\n')).toBe(true);
  expect(floatsAt(bytes, start, 6)).toEqual([...values]);
  expect(bytes.length).toBe(start + 24);
});

test('a shape that the values do not fill is a mistake of the program', () => {
  expect(() => npyParts([2, 2], new Float32Array(3))).toThrow(/do not fill/);
});

test('a safetensors file names every tensor with its shape and place', () => {
  const bytes = Buffer.concat(
    safetensorsParts(
      [
        { name: 'a.weight', shape: [2, 1], values: Float32Array.of(1, 2) },
        { name: 'a.bias', shape: [1], values: Float32Array.of(3) },
      ],
      { format: 'pt' },
    ),
  );
  const length = Number(bytes.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  const head = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  expect(head).toEqual({
    __metadata__: { format: 'pt' },
    'a.weight': { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
    'a.bias': { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
  });
  expect(floatsAt(bytes, 8 + length, 3)).toEqual([1, 2, 3]);
});

test("parameters get PyTorch's names, and kernels are turned to [out, in]", () => {
  const config = ringConfig('radius', 'gaussian', 1);
  const flat = Float32Array.from({ length: parameterCount(config) }, (_, i) => i);
  const tensors = torchTensors(config, flat);
  expect(tensors.map(({ name, shape }) => `${name} ${shape}`)).toEqual([
    ...['time_mlp', 'radius_mlp'].flatMap((mlp) => [
      `${mlp}.0.weight 16,1`,
      `${mlp}.0.bias 16`,
      `${mlp}.2.weight 16,16`,
      `${mlp}.2.bias 16`,
      `${mlp}.4.weight 16,16`,
      `${mlp}.4.bias 16`,
    ]),
    'net.0.weight 128,34',
    'net.0.bias 128',
    ...[2, 4, 6].flatMap((k) => [`net.${k}.weight 128,128`, `net.${k}.bias 128`]),
    'net.8.weight 2,128',
    'net.8.bias 2',
  ]);
  // Entry (in i, out j) of the second time layer is flat[32 + 16·i + j] here and row j, column i there.
  expect(tensors[2]?.values[5 * 16 + 3]).toBe(32 + 16 * 3 + 5);
  expect(tensors.reduce((sum, { values }) => sum + values.length, 0)).toBe(flat.length);
  expect(() => torchTensors(config, flat.subarray(1))).toThrow(/parameters/);
});

test('the other network forms have the names that a PyTorch user would give them', () => {
  const ring = ringConfig('radius', 'gaussian', 1);
  const names = (changes: Partial<typeof ring.network>, dropout = 0) => {
    const config = { ...ring, network: { ...ring.network, ...changes }, guidance: { dropout, weight: 1 } };
    const flat = new Float32Array(parameterCount(config));
    return torchTensors(config, flat).map(({ name, shape }) => `${name} ${shape}`);
  };
  expect(names({ form: 'plain', timeFeatures: 'raw', hidden: [1024, 16] })).toEqual([
    'net.0.weight 1024,4',
    'net.0.bias 1024',
    'net.2.weight 16,1024',
    'net.2.bias 16',
    'net.4.weight 2,16',
    'net.4.bias 2',
  ]);
  // With dropout the radius is followed by the flag that says it is given.
  expect(names({ form: 'residual', timeFeatures: 'fourier', width: 8, depth: 1 }, 0.1)).toEqual([
    'x_embed.weight 8,2',
    'x_embed.bias 8',
    't_embed.weight 8,16',
    't_embed.bias 8',
    'c_embed.weight 8,2',
    'c_embed.bias 8',
    'blocks.0.0.weight 32,8',
    'blocks.0.0.bias 32',
    'blocks.0.2.weight 8,32',
    'blocks.0.2.bias 8',
    'out.weight 2,8',
    'out.bias 2',
  ]);
});

test('a file is written whole, replaces an old one, and leaves nothing behind when it cannot be', () => {
  const path = join(folder, 'x.npy');
  writeFileSync(path, 'old');
  writeFileWhole(path, [Buffer.from('ab'), Buffer.from('c')]);
  expect(readFileSync(path, 'utf8')).toBe('abc');
  expect(() => writeFileWhole(join(folder, 'none', 'x.npy'), [Buffer.from('a')])).toThrow(/folder does not exist/);
  expect(() => writeFileWhole(folder, [Buffer.from('a')])).toThrow(/it is a folder/);
  expect(readdirSync(folder)).toEqual(['x.npy']);
});
