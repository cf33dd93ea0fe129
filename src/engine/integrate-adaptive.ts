/** The adaptive solver: attempts run in the graph, a few a call; frames come from the interpolant of each step. */
import { UserError } from '../shared/result.ts';
import {
  COORDINATES_A_CALL,
  type GraphField,
  type Integration,
  type IntegrationResult,
  nextTurn,
} from './integration.ts';
import type { LoopCache } from './loop-cache.ts';
import {
  type AdaptiveSettings,
  type AdaptiveState,
  ATTEMPT_EVALUATIONS,
  attempt,
  FIRST_EVALUATIONS,
  firstState,
} from './solver/adaptive.ts';
import { interpolate } from './solver/dopri5.ts';
import { type Tensor, tf } from './tensorflow.ts';

/** Attempts of one integration at most. */
const MOST_ATTEMPTS = 10_000;
/** Times are 32-bit numbers: a step below this no longer moves them reliably. */
const SMALLEST_STEP = 1e-6;
/** Attempts of one session call at most. */
const MOST_A_CALL = 32;
const REPORT_COLUMNS = 5;
const DENSE_COLUMNS = 5;

const settingsOf = ([end, sign, rtol, atol]: readonly Tensor[]) => ({ end, sign, rtol, atol }) as AdaptiveSettings;
const stateTensors = ({ x, slope, t, size, before, held }: AdaptiveState) => [x, slope, t, size, before, held];
const stateOf = ([x, slope, t, size, before, held]: readonly Tensor[]) =>
  ({ x, slope, t, size, before, held }) as AdaptiveState;

export async function integrateAdaptive(
  loops: LoopCache,
  field: GraphField,
  task: Integration,
): Promise<IntegrationResult> {
  const { start, width, from, to, rtol, atol } = task;
  const n = start.length / width;
  const own = [to, Math.sign(to - from), rtol, atol].map((value) => tf.scalar(value));
  const invariants = [...own, ...field.constants];
  const frames = new Frames(task);
  const stepTimes = [from];
  const rejectedTimes: number[] = [];
  let state = firstTensors(loops, field, task, invariants);
  let size = (state[3] as Tensor).dataSync()[0] as number;
  try {
    const loop = loops.get(`${field.name} dopri5`, state, invariants, (_i, variables, given) => {
      const v = (x: Tensor, t: Tensor) => field.velocity(x, t, given.slice(own.length));
      const { next, report, dense } = attempt(v, stateOf(variables), settingsOf(given));
      return { variables: stateTensors(next), outputs: [report, dense] };
    });
    const mostACall = Math.max(1, Math.floor(COORDINATES_A_CALL / (width * n * ATTEMPT_EVALUATIONS)));
    for (let t = from; t !== to; ) {
      const guess = Math.ceil(Math.abs(to - t) / size);
      const count = Math.max(1, Math.min(mostACall, MOST_A_CALL, guess));
      const { variables, outputs } = loop.run(0, count, state, invariants);
      tf.dispose(state);
      state = variables;
      const [reports, dense] = outputs.map((output) => output.dataSync() as Float32Array) as [
        Float32Array,
        Float32Array,
      ];
      tf.dispose(outputs);
      for (let k = 0; k < count; k++) {
        const [before = 0, dt = 0, accepted, active, next = 0] = reports.subarray(k * REPORT_COLUMNS);
        if (active === 0) break;
        size = next;
        if (accepted === 0) {
          rejectedTimes.push(before + dt);
        } else {
          // The last step ends at the end itself, whatever 32-bit sums say.
          t = Math.abs(to - before) <= Math.abs(dt) * (1 + 1e-6) ? to : Math.fround(before + dt);
          const values = dense.subarray(k * start.length * DENSE_COLUMNS, (k + 1) * start.length * DENSE_COLUMNS);
          frames.add(before, t, dt, values);
          stepTimes.push(t);
        }
        refuseIfStuck(task, t, size, stepTimes.length - 1, rejectedTimes.length);
      }
      if (t !== to) await nextTurn();
    }
  } finally {
    tf.dispose([...state, ...own]);
  }
  const accepted = stepTimes.length - 1;
  const rejected = rejectedTimes.length;
  return {
    frames: frames.values,
    evaluations: FIRST_EVALUATIONS + ATTEMPT_EVALUATIONS * (accepted + rejected),
    accepted,
    rejected,
    stepTimes: Float32Array.from(stepTimes),
    rejectedTimes: Float32Array.from(rejectedTimes),
  };
}

function firstTensors(loops: LoopCache, field: GraphField, task: Integration, invariants: readonly Tensor[]): Tensor[] {
  const n = task.start.length / task.width;
  const given = [
    tf.tensor2d(task.start, [n, task.width]),
    tf.zeros([n, task.width]),
    tf.scalar(task.from),
    tf.scalar(0),
    tf.scalar(0),
    tf.scalar(0),
  ] as Tensor[];
  const loop = loops.get(`${field.name} dopri5 first`, given, invariants, (_i, [x, , t], constants) => {
    const v = (place: Tensor, time: Tensor) => field.velocity(place, time, constants.slice(4));
    return { variables: stateTensors(firstState(v, x as Tensor, t as Tensor, settingsOf(constants))) };
  });
  const { variables } = loop.run(0, 1, given, invariants);
  tf.dispose(given);
  return variables;
}

function refuseIfStuck({ to, rtol, atol }: Integration, t: number, size: number, accepted: number, rejected: number) {
  if (t === to) return;
  const where = `t = ${t.toFixed(4)}`;
  const tolerances = `rtol ${rtol} and atol ${atol}`;
  if (!(size >= SMALLEST_STEP)) {
    throw new UserError(
      'bad-input',
      `At ${where} the steps of Dormand–Prince fell below ${SMALLEST_STEP}, where 32-bit times end: the flow is too steep there for ${tolerances}. Raise the tolerances, or use rk4 with fixed steps.`,
    );
  }
  if (accepted + rejected < MOST_ATTEMPTS) return;
  throw new UserError(
    'bad-input',
    `Dormand–Prince took ${accepted} steps and rejected ${rejected} and is only at ${where}: ${tolerances} ask for too much. Raise the tolerances, or use rk4 with fixed steps.`,
  );
}

/** Frames at evenly spaced times, filled step by step from the interpolant. */
class Frames {
  readonly values: Float32Array;
  readonly #task: Integration;
  #next = 1;

  constructor(task: Integration) {
    this.#task = task;
    this.values = new Float32Array(task.kept.length * task.start.length);
    this.values.set(task.start);
  }

  /** `dense` holds start, end, slopes at both and the last coefficient beside each other, row by row. */
  add(before: number, after: number, dt: number, dense: Float32Array): void {
    const { from, to, steps, kept, start, width } = this.#task;
    const sign = Math.sign(to - from);
    const timeOf = (frame: number) => from + ((to - from) * (kept[frame] as number)) / steps;
    if (this.#next >= kept.length || (timeOf(this.#next) - after) * sign > 0) return;
    const part = (column: number) => {
      const values = new Float32Array(start.length);
      for (let row = 0; row < start.length / width; row++) {
        const begin = (row * DENSE_COLUMNS + column) * width;
        values.set(dense.subarray(begin, begin + width), row * width);
      }
      return values;
    };
    const [begin, end, startSlope, endSlope, last] = [0, 1, 2, 3, 4].map(part) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const step = { dt, start: begin, end, startSlope, endSlope, last };
    for (; this.#next < kept.length && (timeOf(this.#next) - after) * sign <= 0; this.#next++) {
      const out = this.values.subarray(this.#next * start.length, (this.#next + 1) * start.length);
      const theta = Math.min(1, Math.max(0, (timeOf(this.#next) - before) / dt));
      if (timeOf(this.#next) === after) out.set(end);
      else interpolate(step, theta, out);
    }
  }
}
