/** Figures measured again on demand, with as many samples and as exactly as asked for. */
import type { SampleRequest } from '../shared/engine-protocol.ts';
import type { Metric } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { type MeasureRequest, MOST_EXACT_POINTS } from '../shared/protocol/measure.ts';
import { UserError } from '../shared/result.ts';
import type { FlowSampler } from './backend.ts';
import { nextTurn } from './integration.ts';
import { NLL_POINTS, negativeLogLikelihood } from './likelihood/nll.ts';
import { atDrawnRadii, closingParticles, EVALUATION_SEED, endPoints } from './measure.ts';
import { truthPair } from './metric/floor.ts';
import {
  EXACT_SAMPLES,
  type GivenW2,
  type Measurement,
  measureSamples,
  populationOf,
  truthOf,
} from './metric/measure.ts';
import { wasserstein2 } from './metric/wasserstein.ts';

/** Trajectories are kept whole up to this many coordinates (256 MB); above, in 101 frames. */
const WHOLE_COORDINATES = 2 ** 26;
const FRAMES_OF_MANY = 101;
/** Pairs of true draws that the floor of the exact W2 is a mean of; a single one where each takes long. */
const TRUTHS = 3;
const MANY_POINTS = 2000;
/** Test points of the likelihood at most: two or three seconds. */
const MOST_NLL_POINTS = 2000;

/** Every metric of a network but the loss. `tell` hears the share that is done while the exact W2 is computed. */
export async function recomputeMetrics(
  runConfig: RunConfig,
  sampler: FlowSampler,
  step: number,
  request: MeasureRequest,
  tell: (share: number) => void,
): Promise<readonly Metric[]> {
  const sampling = {
    ...runConfig.sampling,
    solver: request.solver ?? runConfig.sampling.solver,
    steps: request.steps ?? runConfig.sampling.steps,
  };
  const config = { ...runConfig, sampling };
  const n = request.n ?? closingParticles(config);
  const whole = (sampling.steps + 1) * n * 2 <= WHOLE_COORDINATES;
  const asked: SampleRequest = {
    n,
    steps: sampling.steps,
    solver: sampling.solver,
    seed: request.seed ?? EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: whole ? sampling.steps + 1 : FRAMES_OF_MANY,
    energy: !whole || sampling.solver !== 'euler',
  };
  const trajectories = await sampler.sample(asked);
  const measurement: Measurement = {
    config,
    step,
    samples: endPoints(trajectories),
    conditions: trajectories.conditions,
    trajectories,
    closing: true,
    ...(request.seed === undefined ? {} : { truthSeed: request.seed }),
  };
  if (!measurement.samples.every(Number.isFinite)) {
    throw new UserError('wrong-state', 'The samples of this network are not finite, so there is nothing to measure.');
  }
  const drawn = await atDrawnRadii(config, sampler, step, { ...asked, n: request.n ?? EXACT_SAMPLES });
  const compared = drawn ?? measurement;
  const exact = request.exact && compared.samples.length / 2 > EXACT_SAMPLES;
  const w2 = exact ? { w2: await exactW2(compared, tell) } : {};
  const metrics = measureSamples(drawn ? measurement : { ...measurement, ...w2 });
  if (drawn) metrics.push(...measureSamples({ ...drawn, ...w2 }));
  const points = request.n === undefined ? NLL_POINTS : Math.min(request.n, MOST_NLL_POINTS);
  const nll = await negativeLogLikelihood(config, sampler, points);
  return nll ? [...metrics, { ...nll, step }] : metrics;
}

async function exactW2(measurement: Measurement, tell: (share: number) => void): Promise<GivenW2> {
  const { config, samples, conditions } = measurement;
  const n = samples.length / 2;
  if (n > MOST_EXACT_POINTS) {
    throw new UserError('bad-input', `The exact W2 takes up to ${MOST_EXACT_POINTS} samples, but ${n} were asked for.`);
  }
  const draws = n > MANY_POINTS ? 1 : TRUTHS;
  const solve = async (k: number, a: Float32Array, b: Float32Array) => {
    tell(k / (draws + 1));
    // What was told leaves, and messages come in, before the work begins.
    await nextTurn();
    return wasserstein2(a, b);
  };
  const value = await solve(0, samples, truthOf(measurement, n));
  const truths: number[] = [];
  for (let k = 0; k < draws; k++) {
    const [a, b] = truthPair(config.data, populationOf(config, conditions, n), k);
    truths.push(await solve(k + 1, a, b));
  }
  return { value, n, truths };
}
