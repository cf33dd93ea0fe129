/** The backend that TensorFlow and WebAssembly share: the same tfjs code, as one graph or op by op. */
import { parameterLayout } from '../shared/model/parameters.ts';
import type { BackendInfo } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import type { Backend, LoadedNetwork } from './backend.ts';
import { flatFromTensors, flatSize, tensorsFromFlat } from './flat.ts';
import { Sampler } from './sampler.ts';
import { type Tensor, tf } from './tensorflow.ts';
import { Trainer } from './trainer.ts';

export function tensorflowBackend(info: BackendInfo): Backend {
  return { info, train: (config, checkpoint, taught) => new Trainer(config, checkpoint, taught), load: loadNetwork };
}

export function loadNetwork(config: RunConfig, parameters: Float32Array): LoadedNetwork {
  let tensors = tensorsOf(config, parameters);
  const sampler = new Sampler(config, () => tensors);
  return {
    sampler,
    parameters: () => flatFromTensors(tensors),
    replace(next, values) {
      const made = tensorsOf(next, values);
      tf.dispose(tensors);
      tensors = made;
      sampler.use(next);
    },
    dispose() {
      sampler.dispose();
      tf.dispose(tensors);
    },
  };
}

function tensorsOf(config: RunConfig, parameters: Float32Array): Tensor[] {
  const layout = parameterLayout(config);
  const needed = flatSize(layout);
  if (parameters.length === needed) return tensorsFromFlat(layout, parameters);
  throw new UserError(
    'bad-input',
    `These parameters hold ${parameters.length} numbers, but this network has ${needed}, so they were not loaded.`,
  );
}
