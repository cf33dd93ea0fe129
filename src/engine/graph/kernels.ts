/** Kernels and gradients of tfjs-node that read tensor data in JavaScript, replaced by TensorFlow's own ops. */

import type * as TensorFlow from '@tensorflow/tfjs';
import type { GatherV2Attrs, GatherV2Inputs, NamedAttrMap, NamedTensorInfoMap, Tensor } from '@tensorflow/tfjs';
import { DTYPE, dtypeNumber, nodeBackend, type OpAttribute } from './node-backend.ts';

const replaced = new WeakSet<object>();

/** Call once after the native backend is registered; later calls do nothing. */
export function replaceKernels(tf: typeof TensorFlow): void {
  if (replaced.has(tf)) return;
  replaced.add(tf);
  replaceReluGradient(tf);
  replaceGather(tf);
}

/**
 * d relu: ReluGrad(dy, y) computed from the output y, as TensorFlow does. The custom gradient keeps second
 * derivatives right: d²/dy = 1 where y > 0, and none through y.
 */
function replaceReluGradient(tf: typeof TensorFlow): void {
  const backend = nodeBackend(tf);
  const type: OpAttribute = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: DTYPE.float32 };
  const reluGrad = tf.customGrad((...inputs) => {
    const [dy, y, save] = inputs as unknown as [Tensor, Tensor, (tensors: Tensor[]) => void];
    save([dy, y]);
    return {
      value: backend.executeSingleOutput('ReluGrad', [type], [dy, y]),
      gradFunc: (ddy: Tensor | Tensor[], saved: Tensor[]) => {
        const [, output] = saved as [Tensor, Tensor];
        return [(ddy as Tensor).mul(output.greater(0).cast('float32')), tf.zerosLike(output)];
      },
    };
  });
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => reluGrad(dy as Tensor, saved[0] as Tensor) }),
  });
}

function replaceGather(tf: typeof TensorFlow): void {
  const backend = nodeBackend(tf);
  const { TF_ATTR_INT, TF_ATTR_TYPE } = backend.binding;
  tf.unregisterKernel('GatherV2', 'tensorflow');
  tf.registerKernel({
    kernelName: 'GatherV2',
    backendName: 'tensorflow',
    kernelFunc: (args: { inputs: NamedTensorInfoMap; attrs?: NamedAttrMap }) => {
      const { x, indices } = args.inputs as unknown as { [K in keyof GatherV2Inputs]: Tensor };
      const { axis, batchDims } = args.attrs as unknown as GatherV2Attrs;
      return tf.tidy(() =>
        backend.executeSingleOutput(
          'GatherV2',
          [
            { name: 'batch_dims', type: TF_ATTR_INT, value: batchDims ?? 0 },
            { name: 'Tparams', type: TF_ATTR_TYPE, value: dtypeNumber(x.dtype) },
            { name: 'Tindices', type: TF_ATTR_TYPE, value: DTYPE.int32 },
            { name: 'Taxis', type: TF_ATTR_TYPE, value: DTYPE.int32 },
          ],
          [x, indices, tf.scalar(axis, 'int32')],
        ),
      );
    },
  });
}
