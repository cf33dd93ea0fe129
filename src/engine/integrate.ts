/** Integrates a batch of states through a velocity field by any solver, keeping the frames asked for. */
import type { SolverName } from '../shared/model/names.ts';
import { drawKey } from './data/seeds.ts';
import { integrateAdaptive } from './integrate-adaptive.ts';
import {
  COORDINATES_A_CALL,
  type GraphField,
  type Integration,
  type IntegrationResult,
  nextTurn,
} from './integration.ts';
import type { LoopCache } from './loop-cache.ts';
import { dopri5 } from './solver/dopri5.ts';
import { eulerMaruyamaStep, NOISE_COLUMNS, noiseTable } from './solver/euler-maruyama.ts';
import { SOLVER_TABLEAUS, stagesOf } from './solver/solver.ts';
import { solverStep } from './solver/step.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Every solver by its name. Throws a `UserError` where the adaptive solver cannot go on. */
export async function integrate(loops: LoopCache, field: GraphField, task: Integration): Promise<IntegrationResult> {
  return task.solver === 'dopri5' ? integrateAdaptive(loops, field, task) : integrateInSteps(loops, field, task);
}

/** Equal steps of a tableau or of Euler–Maruyama. */
export async function integrateInSteps(
  loops: LoopCache,
  field: GraphField,
  task: Integration,
): Promise<IntegrationResult> {
  const { start, width, from, to, solver, steps, kept } = task;
  const n = start.length / width;
  const frames = new Float32Array(kept.length * start.length);
  frames.set(start);
  const own = [...clockTensors(from, to, steps), ...noiseTensors(task)];
  const invariants = [...own, ...field.constants];
  const chunk = Math.max(1, Math.floor(COORDINATES_A_CALL / (width * n * stagesOf(solver))));
  let x: Tensor = tf.tensor2d(start, [n, width]);
  try {
    const loop = loops.get(`${field.name} ${solver}`, [x], invariants, (i, [place], given) => {
      const next = oneStep(solver, field, place as Tensor, i, given);
      return { variables: [next], outputs: [next] };
    });
    for (let first = 0; first < steps; first += chunk) {
      const count = Math.min(chunk, steps - first);
      const { variables, outputs } = loop.run(first, count, [x], invariants);
      tf.dispose(x);
      x = variables[0] as Tensor;
      const values = (outputs[0] as Tensor).dataSync() as Float32Array;
      tf.dispose(outputs);
      kept.forEach((step, frame) => {
        if (step <= first || step > first + count) return;
        const begin = (step - first - 1) * start.length;
        frames.set(values.subarray(begin, begin + start.length), frame * start.length);
      });
      if (first + count < steps) await nextTurn();
    }
  } finally {
    tf.dispose([x, ...own]);
  }
  return {
    frames,
    evaluations: steps * stagesOf(solver),
    accepted: steps,
    rejected: 0,
    stepTimes: Float32Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps),
    rejectedTimes: new Float32Array(0),
  };
}

/** Start, length and number of steps: three scalars, so that one graph serves every span. */
function clockTensors(from: number, to: number, steps: number): Tensor[] {
  return [tf.scalar(from), tf.scalar(to - from), tf.scalar(steps)];
}

/** Rows that every noise table has, so that one graph serves every number of steps. */
const NOISE_ROWS = 10_000;

function noiseTensors({ solver, noise, steps }: Integration): Tensor[] {
  if (solver !== 'euler-maruyama') return [];
  if (!noise) throw new Error('Euler–Maruyama needs a path and a seed.');
  const table = noiseTable(noise.at, noise.strength, steps, NOISE_ROWS);
  return [tf.tensor2d(table, [NOISE_ROWS, NOISE_COLUMNS]), tf.tensor1d([drawKey(noise.seed, 'sampleNoise')], 'int32')];
}

function oneStep(solver: SolverName, field: GraphField, x: Tensor, i: Tensor, given: readonly Tensor[]): Tensor {
  const [from, span, total] = given as [Tensor, Tensor, Tensor];
  const dt = span.div(total) as Tensor;
  const t = from.add(span.mul(i.cast('float32').div(total))) as Tensor;
  if (solver === 'euler-maruyama') {
    const [table, key] = given.slice(3, 5) as [Tensor, Tensor];
    const row = tf.gather(table, i.reshape([1]) as never).reshape([NOISE_COLUMNS]);
    const seed = tf.concat([key, i.reshape([1])]).cast('int32');
    const v = (place: Tensor, time: Tensor) => field.velocity(place, time, given.slice(5));
    return eulerMaruyamaStep(v, x, t, dt, row, seed);
  }
  const v = (place: Tensor, time: Tensor) => field.velocity(place, time, given.slice(3));
  return solverStep(solver === 'dopri5' ? dopri5 : SOLVER_TABLEAUS[solver], v, x, t, dt);
}
