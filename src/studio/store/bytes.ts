import { crc32 } from 'node:zlib';

/** The bytes of an array, without copying (SQLite copies them when it binds). */
export function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Copies first: a blob handed out by SQLite may start at an address that a Float32Array cannot view. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  const copy = new Uint8Array(bytes.byteLength - (bytes.byteLength % 4));
  copy.set(bytes.subarray(0, copy.length));
  return new Float32Array(copy.buffer);
}

export function checksum(bytes: Uint8Array): number {
  return crc32(bytes);
}

/** Of its UTF-8 bytes. */
export function checksumOfText(text: string): number {
  return crc32(text);
}

/** Stored bytes do not match their checksum; the caller says what is used instead. */
export class ChecksumError extends Error {
  /** What is damaged, inside a sentence: "the snapshot of step 50". */
  readonly subject: string;

  constructor(what: string) {
    super(`${what.charAt(0).toUpperCase()}${what.slice(1)} is damaged and was left out. All else is intact.`);
    this.name = 'ChecksumError';
    this.subject = what;
  }
}
