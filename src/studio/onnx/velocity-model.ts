/** The velocity network of a run as an ONNX model: v(x, t, condition), without guidance. */
import manifest from '../../../package.json' with { type: 'json' };
import { conditionWidth, parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { OnnxGraph, type Weights } from './graph.ts';
import { type OnnxPort, onnxBytes } from './model.ts';

const ABOUT = 'Velocity of a flow from the source at t = 0 to the data at t = 1: dx/dt = velocity(x, t, condition).';

/** Inputs `x` [n, 2], `t` [n, 1] and, for a conditional model, `condition` [n, k]; output `velocity` [n, 2]. */
export function velocityModel(
  { name, config }: Pick<RunSummary, 'name' | 'config'>,
  parameters: Float32Array,
  step: number,
): Uint8Array {
  const { names, weights } = storedWeights(config, parameters);
  const graph = new OnnxGraph(weights, config.network.activation);
  const width = conditionWidth(config);
  const condition = width === 0 ? null : 'condition';
  const time = timeFeatures(graph, config, names);
  if (config.network.form === 'residual') residual(graph, config, time, condition);
  else joinedNetwork(graph, config, names, time, condition);
  return onnxBytes({
    name: 'velocity',
    about: `${ABOUT} ${conditionWords(config)}`.trim(),
    producerVersion: manifest.version,
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: [
      { name: 'x', shape: ['n', 2], about: 'places' },
      { name: 't', shape: ['n', 1], about: 'times from 0 to 1' },
      ...(condition === null
        ? []
        : [{ name: condition, shape: ['n', width], about: conditionWords(config) } as OnnxPort]),
    ],
    outputs: [{ name: 'velocity', shape: ['n', 2], about: 'velocities' }],
    metadata: { run: name, step: String(step), guidance: 'none', config: JSON.stringify(config) },
  });
}

/** What the condition's numbers mean. */
export function conditionWords({ model, guidance, ...config }: RunConfig): string {
  if (model === 'unconditional') return '';
  const none = guidance.dropout > 0 ? ' All zeros: no condition.' : '';
  if (model === 'onehot') return `The condition is the class as a one-hot row.${none}`;
  const what = config.continuous === 'radius' ? 'the radius' : config.continuous === 'x1' ? 'x₁' : 'the own column';
  return guidance.dropout > 0
    ? `The condition is ${what}, followed by 1.${none}`
    : `The condition is ${what} as one number.`;
}

function storedWeights(config: RunConfig, parameters: Float32Array): { names: Set<string>; weights: Weights } {
  const expected = parameterCount(config);
  if (parameters.length !== expected)
    throw new Error(`The network has ${expected} parameters, not ${parameters.length}.`);
  let offset = 0;
  const known = new Map(
    parameterLayout(config).map(({ name, shape }) => {
      const size = shape.reduce((product: number, length) => product * length, 1);
      const values = parameters.slice(offset, offset + size);
      offset += size;
      return [name, { shape, values }];
    }),
  );
  return {
    names: new Set([...known.keys()].map((name) => name.replace(/\.(weight|bias)$/, ''))),
    weights: (name) => {
      const found = known.get(name);
      if (!found) throw new Error(`The network has no ${name}.`);
      return found;
    },
  };
}

/** Names of the layers of a `nn.Sequential`, in their order. */
const layersOf = (names: ReadonlySet<string>, prefix: string) =>
  [...names].filter((name) => name.startsWith(`${prefix}.`));

function timeFeatures(graph: OnnxGraph, { network }: RunConfig, names: ReadonlySet<string>): string {
  switch (network.timeFeatures) {
    case 'mlp':
      return graph.sequential('t', layersOf(names, 'time_mlp'));
    case 'fourier': {
      const count = network.timeWidth / 2;
      const frequencies = Float32Array.from({ length: count }, (_, k) => Math.PI * (k + 1));
      const turns = graph.add('Mul', ['t', graph.constant('time_frequencies', [1, count], frequencies)]);
      return graph.join([graph.add('Cos', [turns]), graph.add('Sin', [turns])]);
    }
    case 'raw':
      return 't';
  }
}

/** `plain` and `branches`: everything joined, a continuous condition through its own network where there is one. */
function joinedNetwork(
  graph: OnnxGraph,
  { model }: RunConfig,
  names: ReadonlySet<string>,
  time: string,
  condition: string | null,
): void {
  const branch = layersOf(names, 'radius_mlp');
  const embedded = condition !== null && model === 'radius' && branch.length > 0;
  const joined = condition === null ? [] : [embedded ? graph.sequential(condition, branch) : condition];
  graph.sequential(graph.join(['x', time, ...joined]), layersOf(names, 'net'), 'velocity');
}

function residual(graph: OnnxGraph, { network }: RunConfig, time: string, condition: string | null): void {
  let h = graph.add('Add', [graph.linear('x', 'x_embed'), graph.linear(time, 't_embed')]);
  if (condition !== null) h = graph.add('Add', [h, graph.linear(condition, 'c_embed')]);
  for (let k = 0; k < network.depth; k++) {
    h = graph.add('Add', [h, graph.sequential(h, [`blocks.${k}.0`, `blocks.${k}.2`])]);
  }
  graph.linear(h, 'out', 'velocity');
}
