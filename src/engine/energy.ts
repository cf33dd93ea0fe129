/**
 * Path energy ∫ E‖v(x_t, t)‖² dt (data units squared), integrated as a third coordinate by the same solver:
 * `d/dt (x, e) = (v(x, t), ‖v(x, t)‖²)`, so that it is as accurate as the paths themselves, whatever frames are kept. With
 * equal steps the particles move exactly as without it; the adaptive solver heeds the error of the energy too.
 */
import { integrate } from './integrate.ts';
import type { GraphField, Integration } from './integration.ts';
import type { LoopCache } from './loop-cache.ts';
import { tf } from './tensorflow.ts';

const WIDTH = 3;

function energyField(field: GraphField): GraphField {
  return {
    name: `${field.name} energy`,
    constants: field.constants,
    velocity: (state, t, constants) => {
      const v = field.velocity(tf.slice(state, [0, 0], [state.shape[0] as number, 2]), t, constants);
      return tf.concat([v, v.square().sum(1, true)], 1);
    },
  };
}

/** Mean over the particles of the task, `start` `[n, 2]`; in whichever direction it goes, energy counts as positive. */
export async function integratedEnergy(loops: LoopCache, field: GraphField, task: Integration): Promise<number> {
  const n = task.start.length / 2;
  const start = new Float32Array(n * WIDTH);
  for (let i = 0; i < n; i++) start.set(task.start.subarray(2 * i, 2 * i + 2), i * WIDTH);
  const kept = [0, task.steps];
  const { frames } = await integrate(loops, energyField(field), { ...task, start, width: WIDTH, kept });
  let sum = 0;
  for (let i = 0; i < n; i++) sum += frames[(n + i) * WIDTH + 2] as number;
  return Math.abs(sum) / n;
}
