import { beforeAll, expect, test } from 'vitest';
import { SOLVERS, type SolverName } from '../shared/model/names.ts';
import { parameterLayout } from '../shared/model/parameters.ts';
import { integratedEnergy } from './energy.ts';
import { tensorsFromFlat } from './flat.ts';
import { integrate } from './integrate.ts';
import type { GraphField, Integration } from './integration.ts';
import { LoopCache } from './loop-cache.ts';
import { pathEnergy } from './metric/path-energy.ts';
import { initialParameters } from './network/initialise.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { smallConfig } from './testing/numbers.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** dx/dt = 3 cos(3t) x, whose solution is x₀ exp(sin 3t). */
const swinging: GraphField = {
  name: 'swinging',
  constants: [],
  velocity: (x, t) => x.mul(t.mul(3).cos().mul(3)),
};
const START = Float32Array.of(1, 0, 0, 2);
/** Mean of ‖x₀‖² over the two particles. */
const SQUARE = (1 + 4) / 2;

/** E‖x₀‖² ∫₀¹ (3 cos 3t)² exp(2 sin 3t) dt, by Simpson's rule in 2000 parts. */
const EXACT = (() => {
  const slope = (t: number) => (3 * Math.cos(3 * t)) ** 2 * Math.exp(2 * Math.sin(3 * t));
  const parts = 2000;
  let sum = slope(0) + slope(1);
  for (let k = 1; k < parts; k++) sum += (k % 2 === 1 ? 4 : 2) * slope(k / parts);
  return (SQUARE * sum) / (3 * parts);
})();

function taskOf(solver: SolverName, steps: number, change: Partial<Integration> = {}): Integration {
  const kept = Array.from({ length: steps + 1 }, (_, k) => k);
  return {
    ...{ start: START, width: 2, from: 0, to: 1, solver, steps, kept, rtol: 1e-6, atol: 1e-6, noise: null },
    ...change,
  };
}

async function withLoops<T>(use: (loops: LoopCache) => Promise<T>): Promise<T> {
  const loops = new LoopCache();
  try {
    return await use(loops);
  } finally {
    loops.dispose();
  }
}

const energyOf = (solver: SolverName, steps: number, change: Partial<Integration> = {}) =>
  withLoops((loops) => integratedEnergy(loops, swinging, taskOf(solver, steps, change)));

/** What the frames alone tell, all of them kept. */
async function chordsOf(solver: SolverName, steps: number): Promise<number> {
  const { frames } = await withLoops((loops) => integrate(loops, swinging, taskOf(solver, steps)));
  const times = Float32Array.from({ length: steps + 1 }, (_, k) => k / steps);
  return pathEnergy({ frames, frameCount: steps + 1, particleCount: 2, times, conditions: new Float32Array(2) });
}

test('one Euler step spends the square of the first velocity', async () => {
  // v = 3 x at t = 0.
  expect(await energyOf('euler', 1)).toBeCloseTo(9 * SQUARE, 5);
});

test('it is that of the frames for Euler, and has the order of any other solver, which the frames lack', async () => {
  expect(await energyOf('euler', 50)).toBeCloseTo(await chordsOf('euler', 50), 3);
  const errors = async (solver: SolverName) => [
    Math.abs((await energyOf(solver, 8)) - EXACT),
    Math.abs((await energyOf(solver, 16)) - EXACT),
  ];
  for (const [solver, order] of [
    ['euler', 1],
    ['midpoint', 2],
    ['heun', 2],
    ['rk4', 4],
  ] as const) {
    const [coarse = 0, fine = 0] = await errors(solver);
    expect(Math.log2(coarse / fine), solver).toBeGreaterThan(order - 0.5);
  }
  expect(Math.abs((await energyOf('rk4', 50)) - EXACT) / EXACT).toBeLessThan(1e-5);
  expect(EXACT - (await chordsOf('rk4', 50))).toBeGreaterThan(2e-4 * EXACT);
});

test('Dormand–Prince has it within its tolerance, and backward it counts the same', async () => {
  expect(Math.abs((await energyOf('dopri5', 4)) - EXACT) / EXACT).toBeLessThan(1e-4);
  const ends = START.map((x) => x * Math.exp(Math.sin(3)));
  const back = await energyOf('rk4', 100, { start: ends, from: 1, to: 0 });
  expect(Math.abs(back - EXACT) / EXACT).toBeLessThan(1e-5);
});

test('a sampling tells it when asked, whatever frames it keeps and without moving a particle; an SDE has none', async () => {
  const config = smallConfig('unconditional');
  const parameters = tensorsFromFlat(parameterLayout(config), initialParameters(config, 1));
  const sampler = new Sampler(config, () => parameters);
  const request = { n: 50, steps: 20, seed: 7, condition: { kind: 'any' } } as const;
  for (const solver of SOLVERS) {
    const plain = await sampler.sample({ ...request, solver, frames: 21 });
    expect(plain.energy).toBeUndefined();
    const asked = await sampler.sample({ ...request, solver, frames: 21, energy: true });
    expect(asked.frames).toEqual(plain.frames);
    expect(asked.evaluations).toBe(plain.evaluations);
    if (solver === 'euler-maruyama') {
      expect(asked.energy).toBeUndefined();
      continue;
    }
    const few = await sampler.sample({ ...request, solver, frames: 2, energy: true });
    expect(few.energy).toBe(asked.energy);
    const chords = pathEnergy(plain);
    // So slow a flow of a network just made bends little between two frames.
    expect(Math.abs((asked.energy ?? 0) - chords) / chords).toBeLessThan(0.01);
    expect(pathEnergy(few) / (few.energy ?? 1)).toBeLessThan(1);
  }
  sampler.dispose();
  tf.dispose(parameters);
});
