/** A TensorFlow graph as plain data, and its SavedModel bytes (field numbers: tensorflow/core/framework/*.proto). */
import { bytesField, floatField, integerField } from './protobuf.ts';

export type GraphNode = {
  readonly name: string;
  readonly op: string;
  /** `name`, `name:output` or `^name` (control dependency). */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Buffer>>;
};

const dimensions = (shape: readonly number[]) => shape.map((size) => bytesField(2, integerField(1, size)));

/** Encoders of AttrValue, one for each kind of attribute. */
export const attribute = {
  string: (value: string) => bytesField(2, value),
  integer: (value: number) => integerField(3, value),
  float: (value: number) => floatField(4, value),
  boolean: (value: boolean) => integerField(5, value ? 1 : 0),
  type: (dtype: number) => integerField(6, dtype),
  shape: (shape: readonly number[]) => bytesField(7, dimensions(shape)),
  integers: (values: readonly number[]) =>
    bytesField(
      1,
      values.map((value) => integerField(3, value)),
    ),
  floats: (values: readonly number[]) =>
    bytesField(
      1,
      values.map((value) => floatField(4, value)),
    ),
  tensor: (dtype: number, shape: readonly number[], content: Buffer) =>
    bytesField(8, [integerField(1, dtype), bytesField(2, dimensions(shape)), bytesField(4, content)]),
} as const;

function nodeDef(node: GraphNode): Buffer {
  return bytesField(1, [
    bytesField(1, node.name),
    bytesField(2, node.op),
    ...node.inputs.map((input) => bytesField(3, input)),
    ...Object.entries(node.attributes).map(([name, value]) =>
      bytesField(5, [bytesField(1, name), bytesField(2, value)]),
    ),
  ]);
}

/** Any producer from 2021 on is accepted by TensorFlow 2.9 and 2.21; 12 is the oldest consumer that may read it. */
const GRAPH_VERSION = bytesField(4, [integerField(1, 1994), integerField(2, 12)]);

/** Bytes of `saved_model.pb`: one meta graph with the tag `serve`. */
export function savedModel(nodes: readonly GraphNode[]): Buffer {
  const metaInfo = bytesField(1, bytesField(4, 'serve'));
  const graph = bytesField(2, [...nodes.map(nodeDef), GRAPH_VERSION]);
  return Buffer.concat([integerField(1, 1), bytesField(2, [metaInfo, graph])]);
}
