/** Collects the nodes and constants of an ONNX graph; every value is named by what it is. */
import type { Activation } from '../../shared/model/names.ts';
import type { OnnxNode, OnnxTensor } from './model.ts';

/** Weights of a linear layer by name, kernels `[in, out]` as they are stored. */
export type Weights = (name: string) => { readonly shape: readonly number[]; readonly values: Float32Array };

export class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];
  readonly #weights: Weights;
  readonly #activation: Activation;
  #count = 0;

  constructor(weights: Weights, activation: Activation) {
    this.#weights = weights;
    this.#activation = activation;
  }

  add(type: string, inputs: readonly string[], attributes?: OnnxNode['attributes'], output?: string): string {
    const name = output ?? `${type.toLowerCase()}_${this.#count++}`;
    this.nodes.push({ type, inputs, output: name, ...(attributes ? { attributes } : {}) });
    return name;
  }

  constant(name: string, shape: readonly number[], values: Float32Array): string {
    if (!this.constants.some((known) => known.name === name)) this.constants.push({ name, shape, values });
    return name;
  }

  scalar(value: number): string {
    return this.constant(`scalar_${value}`, [], Float32Array.of(value));
  }

  join(inputs: readonly string[]): string {
    return inputs.length === 1 ? (inputs[0] as string) : this.add('Concat', inputs, { axis: { int: 1 } });
  }

  /** `h W + b`. */
  linear(h: string, layer: string, output?: string): string {
    const inputs = [h, ...['weight', 'bias'].map((part) => this.#weight(`${layer}.${part}`))];
    return this.add('Gemm', inputs, undefined, output);
  }

  /** Linear layers with the activation between them (none after the last). */
  sequential(input: string, layers: readonly string[], output?: string): string {
    let h = input;
    layers.forEach((layer, k) => {
      const last = k === layers.length - 1;
      h = this.linear(h, layer, last ? output : undefined);
      if (!last) h = this.activate(h);
    });
    return h;
  }

  /** The same definitions as in training: GELU is the exact one. */
  activate(x: string): string {
    switch (this.#activation) {
      case 'relu':
        return this.add('Relu', [x]);
      case 'tanh':
        return this.add('Tanh', [x]);
      case 'selu':
        return this.add('Selu', [x]);
      case 'silu':
        return this.add('Mul', [x, this.add('Sigmoid', [x])]);
      case 'gelu': {
        const erf = this.add('Erf', [this.add('Mul', [x, this.scalar(Math.SQRT1_2)])]);
        return this.add('Mul', [this.add('Mul', [x, this.scalar(0.5)]), this.add('Add', [erf, this.scalar(1)])]);
      }
    }
  }

  #weight(name: string): string {
    const { shape, values } = this.#weights(name);
    return this.constant(name, shape, values);
  }
}
