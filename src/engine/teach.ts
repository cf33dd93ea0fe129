/** The pairs that a trained flow makes for a reflow training: where it carries noise, under conditions of its data. */

import type { Teacher } from '../shared/engine-protocol.ts';
import { drawFresh } from '../shared/flow/draw.ts';
import { conditionsOf } from '../shared/model/condition-values.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { Backend, FlowSampler } from './backend.ts';
import type { TeacherPairs } from './pairs/reflow.ts';

/** Keeps the noise of pairs apart from that of evaluations, whatever the run's seed is. */
const SEED_MASK = 0x2f5e10d1;
/** Particles integrated at once; one shape, so one graph. */
const BLOCK = 4096;

/** `n` pairs, the same for the same teacher, seed and place in the list: the first k of more are the same. */
export async function teachPairs(backend: Backend, teacher: Teacher, seed: number, n: number): Promise<TeacherPairs> {
  const { config } = teacher;
  const network = backend.load(config, teacher.parameters);
  const pairs = { x0: new Float32Array(2 * n), x1: new Float32Array(2 * n), conditions: new Float32Array(n) };
  try {
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      const made = await block(network.sampler, config, seed, first);
      pairs.x0.set(made.x0.subarray(0, 2 * count), 2 * first);
      pairs.x1.set(made.x1.subarray(0, 2 * count), 2 * first);
      pairs.conditions.set(made.conditions.subarray(0, count), first);
    }
  } finally {
    network.dispose();
  }
  return pairs;
}

async function block(sampler: FlowSampler, config: RunConfig, seed: number, first: number): Promise<TeacherPairs> {
  const conditions = conditionsOf(config, drawFresh(config.data, BLOCK, seed, { stream: 'pairData', first }));
  const { solver, steps } = config.sampling;
  const request = {
    n: BLOCK,
    steps,
    solver,
    seed: blockSeed(seed, first),
    condition: { kind: 'any' },
    frames: 2,
  } as const;
  const { frames, frameCount } = await sampler.sample(request, conditions);
  return { x0: frames.slice(0, 2 * BLOCK), x1: frames.slice(2 * BLOCK * (frameCount - 1)), conditions };
}

/** Every block has noise of its own. */
const blockSeed = (seed: number, first: number) => (((seed ^ SEED_MASK) >>> 0) + first / BLOCK) % 2_147_483_648;
