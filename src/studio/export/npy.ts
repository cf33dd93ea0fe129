/** NumPy's `.npy` format, version 1.0: a magic word, a Python dictionary padded to 64 bytes, then the values. */

const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0];
const ALIGNMENT = 64;
const PREFIX = MAGIC.length + 2;

/** Header of a little-endian float32 array in C order. */
export function npyHeader(shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((PREFIX + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const padded = `${text.padEnd(length - PREFIX - 1)}\n`;
  const bytes = new Uint8Array(length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, padded.length, true);
  bytes.set(new TextEncoder().encode(padded), PREFIX);
  return bytes;
}

/** The parts of a file that `numpy.load` reads as a float32 array of this shape. */
export function npyParts(shape: readonly number[], values: Float32Array): Uint8Array[] {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== values.length) throw new Error(`${values.length} values do not fill the shape [${shape}].`);
  return [npyHeader(shape), new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
}
