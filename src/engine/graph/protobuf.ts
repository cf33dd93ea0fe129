/** The writing half of the protocol-buffer wire format: only what a SavedModel needs. */

const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

/** Base-128 encoding, little end first. Negative numbers take ten bytes, as 64-bit two's complement. */
export function varint(value: number | bigint): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    let byte = Number(rest & 127n);
    rest >>= 7n;
    if (rest > 0n) byte |= 128;
    bytes.push(byte);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const key = (field: number, wire: number) => varint(field * 8 + wire);

/** An integer, boolean or enumeration field. */
export function integerField(field: number, value: number | bigint): Buffer {
  return Buffer.concat([key(field, WIRE_VARINT), varint(value)]);
}

/** A string, bytes or embedded message field. */
export function bytesField(field: number, value: string | Buffer | readonly Buffer[]): Buffer {
  const body = typeof value === 'string' ? Buffer.from(value) : Buffer.isBuffer(value) ? value : Buffer.concat(value);
  return Buffer.concat([key(field, WIRE_BYTES), varint(body.length), body]);
}

/** A 32-bit floating-point field. */
export function floatField(field: number, value: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeFloatLE(value);
  return Buffer.concat([key(field, WIRE_FIXED32), body]);
}
