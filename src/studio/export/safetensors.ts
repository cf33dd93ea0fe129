/** The safetensors format: a 64-bit header length, a JSON header padded to 8 bytes, then the tensors one after the other. */

export type NamedTensor = { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array };

const ALIGNMENT = 8;

/** The parts of a file with float32 tensors and text metadata. */
export function safetensorsParts(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array[] {
  let offset = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    if (count !== values.length) throw new Error(`${name} has ${values.length} values for the shape [${shape}].`);
    const begin = offset;
    offset += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const json = new TextEncoder().encode(text);
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const head = new Uint8Array(8 + length).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(json, 8);
  return [head, ...tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength))];
}
