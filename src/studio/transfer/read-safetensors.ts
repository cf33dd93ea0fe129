/** The safetensors format, read with everything checked: lengths, names, shapes, places and types. */
import { z } from 'zod';
import { UserError } from '../../shared/result.ts';
import type { NamedTensor } from '../export/safetensors.ts';

export type ReadTensors = {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
};

const MOST_HEADER_BYTES = 16 * 1024 * 1024;

const entrySchema = z.strictObject({
  dtype: z.string().max(16),
  shape: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(2 ** 31),
    )
    .max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});

/** Throws a `UserError` that says what is wrong. Only float32 is taken. */
export function readSafetensors(name: string, bytes: Uint8Array): ReadTensors {
  const refuse = (why: string) =>
    new UserError('bad-input', `${name} was not imported: ${why}. The library is unchanged.`);
  if (bytes.length < 8) throw refuse('it is too short for a safetensors file');
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > MOST_HEADER_BYTES || length > bytes.length - 8) {
    throw refuse('its header is longer than the file, so it is cut off or no safetensors file');
  }
  const header = headerOf(bytes.subarray(8, 8 + length));
  if (header === null) throw refuse('its header is no JSON object');
  const { __metadata__: rawMetadata = {}, ...entries } = header;
  const metadata = z.record(z.string(), z.string()).safeParse(rawMetadata);
  if (!metadata.success) throw refuse('its metadata are not plain text');
  const body = bytes.subarray(8 + length);
  const tensors = Object.entries(entries).map(([title, value]): NamedTensor => {
    const entry = entrySchema.safeParse(value);
    if (!entry.success) throw refuse(`the entry of “${title.slice(0, 80)}” is not as it should be`);
    const {
      dtype,
      shape,
      data_offsets: [begin, end],
    } = entry.data;
    if (dtype !== 'F32') throw refuse(`“${title.slice(0, 80)}” has type ${dtype}; save the weights as float32`);
    const count = shape.reduce((product, size) => product * size, 1);
    if (begin > end || end > body.length || end - begin !== 4 * count) {
      throw refuse(`“${title.slice(0, 80)}” lies outside of the file or does not fill its shape`);
    }
    return { name: title, shape, values: new Float32Array(body.slice(begin, end).buffer) };
  });
  return { tensors, metadata: metadata.data };
}

function headerOf(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null;
  } catch {
    // Bytes that are no text, or text that is no JSON: the caller says so.
    return null;
  }
}
