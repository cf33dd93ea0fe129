import { expect, test } from 'vitest';
import { ACTIVATIONS, NETWORKS, TIME_FEATURES } from '../../shared/model/names.ts';
import { parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { smallConfig } from '../testing/transfer-fixture.ts';
import { velocityModel } from './velocity-model.ts';

type Field = { readonly number: number; readonly value: number | Uint8Array };

/** The reading half of the wire format, for what the writer makes. */
function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      shift += 7;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    if (key % 8 === 0) found.push({ number, value: varint() });
    else {
      const length = key % 8 === 2 ? varint() : 4;
      found.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    }
  }
  expect(at).toBe(bytes.length);
  return found;
}
const messages = (list: readonly Field[], number: number) =>
  list.flatMap((field) => (field.number === number && typeof field.value !== 'number' ? [field.value] : []));
const words = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

const networks = NETWORKS.flatMap((form) => TIME_FEATURES.map((timeFeatures) => ({ form, timeFeatures })));
const cases = networks.flatMap((network, i) =>
  (['unconditional', 'onehot', 'radius'] as const).map((model) => ({
    ...{ ...network, model, activation: ACTIVATIONS[i % ACTIVATIONS.length] ?? 'relu' },
  })),
);

// That the numbers agree with the engine's is shown by bench/check-onnx.ts, with onnxruntime.
test.each(cases)(
  '$form $timeFeatures $model $activation: every weight is in as it was stored, every value is made before it is used',
  ({ model, ...network }) => {
    const base = smallConfig({ model });
    const config: RunConfig = { ...base, network: { ...base.network, ...network, timeWidth: 4 } };
    const parameters = Float32Array.from({ length: parameterCount(config) }, (_, i) => i);
    const file = fields(velocityModel({ name: 'rün', config }, parameters, 60));
    const [graphBytes] = messages(file, 7);
    const graph = fields(graphBytes ?? new Uint8Array(0));
    const stored = messages(graph, 5).map(fields);
    const constants = stored.map((constant) => words(messages(constant, 8)[0]));
    let offset = 0;
    for (const { name, shape } of parameterLayout(config)) {
      const found = stored.filter((constant) => words(messages(constant, 8)[0]) === name);
      expect(found).toHaveLength(1);
      const bytes = messages(found[0] ?? [], 9)[0]?.slice() ?? new Uint8Array(0);
      const size = shape.reduce((product: number, length) => product * length, 1);
      expect(new Float32Array(bytes.buffer)).toEqual(parameters.subarray(offset, offset + size));
      offset += size;
    }
    expect(offset).toBe(parameters.length);
    const inputs = messages(graph, 11).map((bytes) => words(messages(fields(bytes), 1)[0]));
    expect(inputs).toEqual(model === 'unconditional' ? ['x', 't'] : ['x', 't', 'condition']);
    const made = new Set([...inputs, ...constants]);
    for (const node of messages(graph, 1).map(fields)) {
      for (const input of messages(node, 1)) expect(made).toContain(words(input));
      made.add(words(messages(node, 2)[0]));
    }
    expect(made).toContain('velocity');
    expect(words(messages(graph, 12).map((bytes) => messages(fields(bytes), 1)[0])[0])).toBe('velocity');
  },
);
