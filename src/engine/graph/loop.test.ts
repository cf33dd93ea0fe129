import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { compileLoop, type Loop, type LoopBody, random } from './index.ts';

beforeAll(async () => {
  const backend = await loadTensorFlow();
  expect(backend.kind).not.toBe('wasm');
});

const loops: Loop[] = [];
afterAll(() => {
  for (const loop of loops) loop.dispose();
});
const compile = (options: Parameters<typeof compileLoop>[0]) => {
  const loop = compileLoop(options);
  loops.push(loop);
  return loop;
};
const numbers = (tensor: Tensor | undefined) => Array.from((tensor as Tensor).dataSync());
/** Equal to the last bit, told apart from merely close. */
const expectSameBits = (a: readonly Tensor[], b: readonly Tensor[]) => {
  expect(a.length).toBe(b.length);
  a.forEach((tensor, k) => {
    const other = b[k] as Tensor;
    expect(tensor.shape).toEqual(other.shape);
    const [x, y] = [tensor.dataSync(), other.dataSync()];
    let different = 0;
    for (let i = 0; i < x.length; i++) if (!Object.is(x[i], y[i])) different++;
    expect(different, `different numbers in tensor ${k}`).toBe(0);
  });
};

describe('loop semantics', () => {
  test('variables carry over, outputs are stacked, i runs from start', () => {
    const loop = compile({
      variables: [tf.scalar(0)],
      invariants: [tf.scalar(0)],
      body: (i, [sum], [step]) => {
        const next = (sum as Tensor).add(step as Tensor);
        return { variables: [next], outputs: [next.mul(10), i.cast('float32')] };
      },
    });
    const result = loop.run(5, 4, [tf.scalar(1)], [tf.scalar(0.5)]);
    expect(numbers(result.variables[0])).toEqual([3]);
    expect(numbers(result.outputs[0])).toEqual([15, 20, 25, 30]);
    expect(numbers(result.outputs[1])).toEqual([5, 6, 7, 8]);
    const again = loop.run(9, 2, result.variables, [tf.scalar(2)]);
    expect(numbers(again.variables[0])).toEqual([7]);
  });

  test('a variable that passes through unchanged and one that is replaced by an invariant', () => {
    const loop = compile({
      variables: [tf.zeros([2]), tf.zeros([2]), tf.zeros([2]), tf.zeros([2])],
      invariants: [tf.zeros([2])],
      body: (_i, [a], [c]) => ({
        variables: [a as Tensor, c as Tensor, (c as Tensor).square(), tf.tensor1d([8, 9])],
      }),
    });
    const start = [1, 3, 0, 0].map((value) => tf.tensor1d([value, value + 1]));
    const result = loop.run(0, 3, start, [tf.tensor1d([5, 6])]);
    expect(numbers(result.variables[0])).toEqual([1, 2]);
    expect(numbers(result.variables[1])).toEqual([5, 6]);
    expect(numbers(result.variables[2])).toEqual([25, 36]);
    expect(numbers(result.variables[3])).toEqual([8, 9]);
  });

  test('stateless random numbers are the same traced and eagerly, and differ from step to step', () => {
    const body: LoopBody = (i) => {
      const seed = tf.stack([tf.scalar(42, 'int32'), i]).cast('int32');
      return {
        variables: [],
        outputs: [random.normal([4, 2], seed), random.uniform([3], seed), random.integer([6], seed, 2, 9)],
      };
    };
    const loop = compile({ variables: [], body });
    const traced = loop.run(7, 3, []).outputs;
    for (let step = 0; step < 3; step++) {
      const eager = body(tf.scalar(7 + step, 'int32'), [], []).outputs ?? [];
      expectSameBits(
        eager,
        traced.map((tensor) => tensor.slice([step], [1]).squeeze([0])),
      );
    }
    const [normal, , integers] = traced;
    expect(new Set(numbers(normal)).size).toBe(24);
    for (const value of numbers(integers)) expect(value).toBeGreaterThanOrEqual(2);
    for (const value of numbers(integers)) expect(value).toBeLessThan(9);
  });

  test('nothing leaks: the tensor count is flat over runs', () => {
    const loop = compile({ variables: [tf.zeros([3])], body: (_i, [x]) => ({ variables: [(x as Tensor).add(1)] }) });
    const start = tf.zeros([3]);
    tf.dispose(loop.run(0, 1, [start]).variables);
    const before = tf.memory().numTensors;
    for (let k = 0; k < 100; k++) tf.dispose(loop.run(k, 2, [start]).variables);
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** A 2→width→width→2 ReLU network on fixed data, trained by AdamW written out: every kind of op a training step has. */
function trainingBody(batch: number): { body: LoopBody; variables: Tensor[]; invariants: Tensor[] } {
  const width = 32;
  const shapes: number[][] = [[2, width], [width], [width, width], [width], [width, 2], [2]];
  const seed = (k: number) => tf.tensor1d([123, k], 'int32');
  const weights = shapes.map((shape, k) => random.uniform(shape, seed(k)).sub(0.5).mul(0.5));
  const zeros = shapes.flatMap((shape) => [tf.zeros(shape), tf.zeros(shape)]);
  const invariants = [random.normal([1000, 2], seed(99)), tf.scalar(1e-3)];
  const forward = (x: Tensor, w: readonly Tensor[]) => {
    let h = x;
    for (let layer = 0; layer < 3; layer++) {
      h = h.matMul(w[2 * layer] as Tensor).add(w[2 * layer + 1] as Tensor);
      if (layer < 2) h = h.relu();
    }
    return h;
  };
  const body: LoopBody = (i, variables, [data, rate]) => {
    const w = variables.slice(0, 6);
    const stepSeed = tf.stack([tf.scalar(5, 'int32'), i]).cast('int32');
    const rows = random.integer([batch], stepSeed, 0, 1000) as never;
    const x1 = tf.gather(data as Tensor, rows);
    const x0 = random.normal([batch, 2], stepSeed);
    const t = random.uniform([batch, 1], stepSeed);
    const xt = x0.mul(tf.sub(1, t)).add(x1.mul(t));
    const lossOf = (...values: Tensor[]) => forward(xt, values).sub(x1.sub(x0)).square().mean() as never;
    const { value, grads } = tf.valueAndGrads(lossOf)(w as Tensor[]);
    const step = i.cast('float32').add(1);
    const [c1, c2] = [tf.sub(1, tf.pow(0.9, step)), tf.sub(1, tf.pow(0.999, step))];
    const moments: Tensor[] = [];
    const next = w.map((weight, k) => {
      const gradient = grads[k] as Tensor;
      const m = (variables[6 + 2 * k] as Tensor).mul(0.9).add(gradient.mul(0.1));
      const v = (variables[7 + 2 * k] as Tensor).mul(0.999).add(gradient.square().mul(0.001));
      moments.push(m, v);
      const update = m.div(c1).div(v.div(c2).sqrt().add(1e-8));
      return weight.mul(tf.sub(1, (rate as Tensor).mul(0.01))).sub(update.mul(rate as Tensor));
    });
    return { variables: [...next, ...moments], outputs: [value as Tensor] };
  };
  return { body, variables: [...weights, ...zeros], invariants };
}

describe('graph equals eager, bit for bit', () => {
  test.each([128, 1000])('forward, gradient and AdamW over 100 steps at batch %i', (batch) => {
    const { body, variables, invariants } = trainingBody(batch);
    const loop = compile({ variables, invariants, body });
    const traced = loop.run(0, 100, variables, invariants);

    let eager = variables;
    const losses: number[] = [];
    for (let step = 0; step < 100; step++) {
      eager = tf.tidy(() => {
        const result = body(tf.scalar(step, 'int32'), eager, invariants);
        const [loss] = result.outputs as [Tensor];
        losses.push(loss.dataSync()[0] as number);
        return result.variables as Tensor[];
      });
    }
    expectSameBits(traced.variables, eager);
    expect(numbers(traced.outputs[0])).toEqual(losses);
    expect(losses[99]).toBeLessThan(losses[0] as number);
  });

  test('chunks of any size give the same bits', () => {
    const { body, variables, invariants } = trainingBody(128);
    const loop = compile({ variables, invariants, body });
    const whole = loop.run(0, 30, variables, invariants).variables;
    let parts: readonly Tensor[] = variables;
    for (const [start, count] of [
      [0, 1],
      [1, 7],
      [8, 22],
    ] as const) {
      parts = loop.run(start, count, parts, invariants).variables;
    }
    expectSameBits(whole, parts);
  });

  test('the gradient of a gradient goes through the replaced ReLU gradient', () => {
    const x = tf.tensor1d([-1.5, -0.5, 0.5, 2]);
    const cubeOfRelu = (value: Tensor) => tf.pow(tf.relu(value), 3).sum();
    const second = (value: Tensor) =>
      tf.grad((u: Tensor) =>
        tf
          .grad(cubeOfRelu as never)(u)
          .sum(),
      )(value);
    // d²/dx² relu(x)³ = 6x where x > 0.
    expect(numbers(second(x))).toEqual([0, 0, 3, 12]);
    const loop = compile({ variables: [tf.zeros([4])], body: (_i, [v]) => ({ variables: [second(v as Tensor)] }) });
    expect(numbers(loop.run(0, 1, [x]).variables[0])).toEqual([0, 0, 3, 12]);
  });
});

describe('guards', () => {
  const x = () => tf.tensor1d([1, 2]);
  const check = (body: LoopBody, message: RegExp) => {
    const before = tf.memory().numTensors;
    const variables = [x()];
    expect(() => compileLoop({ variables, body })).toThrow(message);
    tf.dispose(variables);
    expect(tf.memory().numTensors).toBe(before);
    // The backend works as before.
    expect(numbers(tf.tidy(() => x().add(1)))).toEqual([2, 3]);
  };

  test('a captured tensor, evaluated or not', () => {
    const fresh = tf.tensor1d([3, 4]);
    const used = tf.tensor1d([3, 4]).mul(1);
    for (const captured of [fresh, used]) {
      check((_i, [v]) => ({ variables: [(v as Tensor).add(captured)] }), /made outside the traced function/);
    }
    check(() => ({ variables: [fresh] }), /made outside the traced function/);
    tf.dispose([fresh, used]);
  });

  test('JavaScript random numbers', () => {
    check((_i, [v]) => ({ variables: [(v as Tensor).mul(Math.random())] }), /Math\.random/);
    check((_i, [v]) => ({ variables: [(v as Tensor).add(tf.randomUniform([2]))] }), /Math\.random/);
  });

  test('data read inside a trace', () => {
    check(
      (_i, [v]) => ({ variables: [(v as Tensor).mul((v as Tensor).dataSync()[0] as number)] }),
      /reads tensor data/,
    );
    check(
      (_i, [v]) => ({ variables: [(v as Tensor).mul(((v as Tensor).arraySync() as number[])[0] as number)] }),
      /reads tensor data/,
    );
  });

  test('a loop variable that changes its shape or type', () => {
    check(
      (_i, [v]) => ({ variables: [tf.concat([v as Tensor, v as Tensor])] }),
      /Loop variable 0 changes.*\[2\] to \[4\]/,
    );
    check((_i, [v]) => ({ variables: [(v as Tensor).cast('int32')] }), /Loop variable 0 changes/);
    check(() => ({ variables: [] }), /returns 0 variables, not 1/);
  });

  test('wrong inputs of a run', () => {
    const loop = compile({ variables: [x()], body: (_i, [v]) => ({ variables: [(v as Tensor).add(1)] }) });
    expect(() => loop.run(0, 1, [tf.zeros([3])])).toThrow(/shape \[3\].*compiled for \[2\]/);
    expect(() => loop.run(0, 1, [tf.zeros([2], 'int32')])).toThrow(/type int32/);
    expect(() => loop.run(0, 1, [])).toThrow(/takes 1 tensors, not 0/);
    expect(() => loop.run(0, 0, [x()])).toThrow(/1 iteration or more/);
    expect(() => random.normal([2], tf.zeros([2]))).toThrow(/int32 tensor of shape \[2\]/);
  });

  test('a disposed loop', () => {
    const loop = compileLoop({ variables: [x()], body: (_i, [v]) => ({ variables: [(v as Tensor).add(1)] }) });
    loop.dispose();
    loop.dispose();
    expect(() => loop.run(0, 1, [x()])).toThrow(/disposed/);
  });
});
