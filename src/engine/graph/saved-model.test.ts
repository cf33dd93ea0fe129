import { expect, test } from 'vitest';
import { DTYPE } from './node-backend.ts';
import { attribute, savedModel } from './saved-model.ts';

const hex = (bytes: Buffer) => bytes.toString('hex');

test('attributes encode as TensorFlow reads them', () => {
  expect(hex(attribute.string('loop'))).toBe('12046c6f6f70');
  expect(hex(attribute.integer(10))).toBe('180a');
  expect(hex(attribute.boolean(true))).toBe('2801');
  expect(hex(attribute.boolean(false))).toBe('2800');
  expect(hex(attribute.type(DTYPE.int32))).toBe('3003');
  expect(hex(attribute.shape([2, 3]))).toBe('3a08120208021202' + '0803');
  expect(hex(attribute.shape([]))).toBe('3a00');
  expect(hex(attribute.integers([1, 2]))).toBe('0a0418011802');
  expect(hex(attribute.tensor(DTYPE.int32, [1], Buffer.from([7, 0, 0, 0])))).toBe('420e0803120412020801220407000000');
});

test('a saved model names its tag, its nodes and their inputs', () => {
  const bytes = savedModel([
    { name: 'a', op: 'Placeholder', inputs: [], attributes: { dtype: attribute.type(DTYPE.float32) } },
    { name: 'b', op: 'Identity', inputs: ['a', '^a'], attributes: {} },
  ]).toString('latin1');
  for (const part of ['serve', 'Placeholder', 'Identity', '\x1a\x01a', '\x1a\x02^a', 'dtype'])
    expect(bytes).toContain(part);
});
