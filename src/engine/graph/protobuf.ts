/** The shared writer of protocol buffers, as Buffers. */
import * as shared from '../../shared/protobuf.ts';

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const varint = (value: number | bigint): Buffer => asBuffer(shared.varint(value));

/** An integer, boolean or enumeration field. */
export const integerField = (field: number, value: number | bigint): Buffer =>
  asBuffer(shared.integerField(field, value));

/** A string, bytes or embedded message field. */
export const bytesField = (field: number, value: string | Buffer | readonly Buffer[]): Buffer =>
  asBuffer(shared.bytesField(field, value));

/** A 32-bit floating-point field. */
export const floatField = (field: number, value: number): Buffer => asBuffer(shared.floatField(field, value));
