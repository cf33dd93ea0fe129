/** An ONNX model as plain data, and its bytes (field numbers: onnx/onnx.proto of ONNX 1.12, IR version 8). */
import { bytesField, floatField, integerField, joined } from '../../shared/protobuf.ts';

/** Opset 17 knows everything used here, and every onnxruntime from 1.12 on reads it. */
export const OPSET = 17;
const IR_VERSION = 8;
const FLOAT = 1;
const INT64 = 7;

export type OnnxNode = {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole numbers or, with a fraction, floats. */
  readonly attributes?: Readonly<Record<string, { readonly int: number } | { readonly float: number }>>;
};
export type OnnxTensor = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
};
/** `n` is the free batch size. */
export type OnnxPort = { readonly name: string; readonly shape: readonly ('n' | number)[]; readonly about: string };

export type OnnxModel = {
  readonly name: string;
  readonly about: string;
  readonly producerVersion: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly metadata: Readonly<Record<string, string>>;
};

function node({ type, inputs, output, attributes = {} }: OnnxNode): Uint8Array {
  return bytesField(1, [
    ...inputs.map((input) => bytesField(1, input)),
    bytesField(2, output),
    bytesField(3, output),
    bytesField(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, [
        bytesField(1, name),
        // AttributeType FLOAT = 1, INT = 2.
        ...('int' in value
          ? [integerField(3, value.int), integerField(20, 2)]
          : [floatField(2, value.float), integerField(20, 1)]),
      ]),
    ),
  ]);
}

function tensor({ name, shape, values }: OnnxTensor): Uint8Array {
  return bytesField(5, [
    ...shape.map((size) => integerField(1, size)),
    integerField(2, values instanceof Float32Array ? FLOAT : INT64),
    bytesField(8, name),
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]);
}

function port(field: number, { name, shape, about }: OnnxPort): Uint8Array {
  const dimensions = shape.map((size) => bytesField(1, size === 'n' ? bytesField(2, 'n') : integerField(1, size)));
  const type = bytesField(1, [integerField(1, FLOAT), bytesField(2, dimensions)]);
  return bytesField(field, [bytesField(1, name), bytesField(2, type), bytesField(3, about)]);
}

/** The bytes of a `.onnx` file. */
export function onnxBytes(model: OnnxModel): Uint8Array {
  const graph = [
    ...model.nodes.map(node),
    bytesField(2, model.name),
    ...model.constants.map(tensor),
    bytesField(10, model.about),
    ...model.inputs.map((input) => port(11, input)),
    ...model.outputs.map((output) => port(12, output)),
  ];
  return joined([
    integerField(1, IR_VERSION),
    bytesField(2, 'streamline'),
    bytesField(3, model.producerVersion),
    bytesField(7, graph),
    bytesField(8, [bytesField(1, ''), integerField(2, OPSET)]),
    ...Object.entries(model.metadata).map(([name, value]) =>
      bytesField(14, [bytesField(1, name), bytesField(2, value)]),
    ),
  ]);
}
