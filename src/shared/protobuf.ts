/** The writing half of the protocol-buffer wire format: only what a SavedModel and an ONNX file need. */

const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Base-128 encoding, little end first. Negative numbers take ten bytes, as 64-bit two's complement. */
export function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    let byte = Number(rest & 127n);
    rest >>= 7n;
    if (rest > 0n) byte |= 128;
    bytes.push(byte);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

const key = (field: number, wire: number) => varint(field * 8 + wire);

/** An integer, boolean or enumeration field. */
export function integerField(field: number, value: number | bigint): Uint8Array {
  return joined([key(field, WIRE_VARINT), varint(value)]);
}

/** Shared code runs where `TextEncoder` is not declared. */
function utf8(text: string): Uint8Array {
  const bytes = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(
    /%([0-9A-F]{2})/g,
    (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)),
  );
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** A string, bytes or embedded message field. */
export function bytesField(field: number, value: string | Uint8Array | readonly Uint8Array[]): Uint8Array {
  const body = typeof value === 'string' ? utf8(value) : value instanceof Uint8Array ? value : joined(value);
  return joined([key(field, WIRE_BYTES), varint(body.length), body]);
}

/** A 32-bit floating-point field. */
export function floatField(field: number, value: number): Uint8Array {
  const body = new Uint8Array(4);
  new DataView(body.buffer).setFloat32(0, value, true);
  return joined([key(field, WIRE_FIXED32), body]);
}
