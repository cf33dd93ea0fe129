/** Reads NumPy's `.npy` format: versions 1 to 3, real and whole numbers, C and Fortran order, either byte order. */
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../shared/result.ts';
import { whyEndless, whyUnreadable } from './unreadable.ts';

/** An array of numbers in C order (the last axis runs fastest), whatever order the file had. */
export type NpyArray = { readonly shape: readonly number[]; readonly values: Float32Array };

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
type Read = (view: DataView, at: number, little: boolean) => number;
/** Element types by NumPy's code: how many bytes one takes, and how it is read. */
const ELEMENTS = {
  f2: { bytes: 2, read: (view, at, little) => fromHalf(view.getUint16(at, little)) },
  f4: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  i2: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  u2: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  u8: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
} as const satisfies Record<string, { readonly bytes: number; readonly read: Read }>;

/** The number in the 16 bits of an IEEE half: 1 sign, 5 exponent, 10 fraction. */
function fromHalf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - 15);
}

export type NpyOptions = {
  /** Whole numbers are taken too. */
  readonly integers?: boolean;
  /** Numbers that the array may hold at most. */
  readonly mostNumbers?: number;
};

type Header = {
  readonly shape: readonly number[];
  readonly fortran: boolean;
  readonly little: boolean;
  readonly element: keyof typeof ELEMENTS;
  /** Where the values begin. */
  readonly begin: number;
};

const refuse = (name: string, why: string) => new UserError('bad-input', `${name}: ${why}.`);

/** The array in the bytes of a file; `name` is what messages call it. Throws a UserError that says what is wrong. */
export function parseNpy(bytes: Buffer, name: string, options: NpyOptions = {}): NpyArray {
  const header = parseHeader(bytes, name, options);
  const { shape, element, little, begin } = header;
  const count = shape.reduce((product, size) => product * size, 1);
  const { bytes: size, read } = ELEMENTS[element];
  const { mostNumbers = Number.POSITIVE_INFINITY } = options;
  if (count > mostNumbers) {
    throw refuse(name, `its shape ${tuple(shape)} holds ${count} numbers, but at most ${mostNumbers} are taken`);
  }
  if (bytes.length - begin !== count * size) {
    const has = Math.floor((bytes.length - begin) / size);
    throw refuse(name, `its shape ${tuple(shape)} needs ${count} numbers, but it holds ${has}: the file is damaged`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + begin, count * size);
  const values = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    values[k] = read(view, k * size, little);
  }
  return { shape, values: header.fortran && shape.length > 1 ? inCOrder(values, shape) : values };
}

/** Points `[n, 2]` in the bytes of a file: the right shape, at least one point, every number finite. */
export function pointsFromNpy(bytes: Buffer, name: string): Float32Array {
  const { shape, values } = parseNpy(bytes, name, { integers: true });
  if (shape.length !== 2 || shape[1] !== 2) {
    throw refuse(name, `its shape is ${tuple(shape)}, but points need the shape (n, 2)`);
  }
  if (shape[0] === 0) throw refuse(name, 'it holds no points');
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const word = Number.isNaN(values[bad]) ? 'is not a number (NaN)' : 'is infinite';
    throw refuse(name, `row ${Math.floor(bad / 2)}, column ${bad % 2} ${word}; every point needs two finite numbers`);
  }
  return values;
}

/** Points `[n, 2]` of a file on disk. */
export function readNpyPoints(path: string, name = path): Float32Array {
  return pointsFromNpy(readFileOrRefuse(path, name), name);
}

/** The bytes of a file, or a UserError that says why it cannot be read. */
export function readFileOrRefuse(path: string, name = path): Buffer {
  try {
    const endless = whyEndless(statSync(path));
    if (endless !== null) throw refuse(name, endless);
    return readFileSync(path);
  } catch (error) {
    const reason = whyUnreadable(error);
    if (reason === null) throw error;
    throw refuse(name, reason);
  }
}

function parseHeader(bytes: Buffer, name: string, { integers = false }: NpyOptions): Header {
  if (bytes.length < 12 || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw refuse(name, 'it is not a NumPy file (.npy), as numpy.save writes it');
  }
  const wide = (bytes[6] ?? 0) > 1;
  const start = wide ? 12 : 10;
  const begin = start + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  if (begin > bytes.length) throw refuse(name, 'it ends within its header: the file is damaged');
  const text = bytes.toString('latin1', start, begin);
  const descr = /'descr'\s*:\s*('([^']*)'|[^,]*)/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text);
  if (!descr || !order || !shape) throw refuse(name, 'its header cannot be read: the file is damaged');
  const type = (integers ? /^([<>=|]?)(f[248]|[iu][1248])$/ : /^([<>=|]?)(f[48])$/).exec(descr[2] ?? '');
  if (!type) {
    const found = descr[2] ?? 'a record of several fields';
    throw refuse(
      name,
      `its type is ${typeName(found)}, but ${integers ? 'real or whole numbers are' : 'float32 or float64 is'} needed; save it with .astype('float32')`,
    );
  }
  return {
    shape: (shape[1] ?? '')
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(Number),
    fortran: order[1] === 'True',
    little: type[1] !== '>',
    element: type[2] as keyof typeof ELEMENTS,
    begin,
  };
}

const KINDS: Readonly<Record<string, string>> = { i: 'int', u: 'uint', f: 'float', c: 'complex' };

/** NumPy's own name of an element type: '<i8' is int64. */
function typeName(descr: string): string {
  const [, kind = '', bytes = ''] = /^[<>=|]?([a-zA-Z])(\d+)$/.exec(descr) ?? [];
  if (kind === 'b') return 'bool';
  const word = KINDS[kind];
  return word === undefined ? descr : `${word}${8 * Number(bytes)}`;
}

const tuple = (shape: readonly number[]) => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`);

/** From Fortran order (the first axis runs fastest) to C order. */
function inCOrder(values: Float32Array, shape: readonly number[]): Float32Array {
  const result = new Float32Array(values.length);
  const index = shape.map(() => 0);
  for (const value of values) {
    let place = 0;
    for (let axis = 0; axis < shape.length; axis++) place = place * (shape[axis] as number) + (index[axis] as number);
    result[place] = value;
    for (let axis = 0; axis < shape.length; axis++) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return result;
}
