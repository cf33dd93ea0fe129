import { expect, test } from 'vitest';
import { bytesField, floatField, integerField, varint } from './protobuf.ts';

const hex = (bytes: Buffer) => bytes.toString('hex');

// Expected bytes: worked examples of the protocol-buffer encoding, and IEEE 754 little-endian floats.
test.each([
  [0, '00'],
  [1, '01'],
  [127, '7f'],
  [128, '8001'],
  [150, '9601'],
  [300, 'ac02'],
  [2 ** 31, '8080808008'],
  [-1, 'ffffffffffffffffff01'],
  [2n ** 63n, '80808080808080808001'],
])('varint of %s', (value, bytes) => {
  expect(hex(varint(value))).toBe(bytes);
});

test('fields carry their number and wire type', () => {
  expect(hex(integerField(1, 150))).toBe('089601');
  expect(hex(bytesField(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(bytesField(3, integerField(1, 150)))).toBe('1a03089601');
  expect(hex(bytesField(16, [Buffer.from('ab'), Buffer.from('c')]))).toBe('820103616263');
  expect(hex(floatField(4, 1))).toBe('250000803f');
});
