/** Figures measured again on demand, with as many samples and as exactly as asked for. */
import type { Metric } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { type MeasureRequest, MOST_EXACT_POINTS } from '../shared/protocol/measure.ts';
import { UserError } from '../shared/result.ts';
import type { FlowSampler } from './backend.ts';
import { NLL_POINTS, negativeLogLikelihood } from './likelihood/nll.ts';
import { closingParticles, EVALUATION_SEED, endPoints } from './measure.ts';
import { truthPair } from './metric/floor.ts';
import {
  EXACT_SAMPLES,
  type GivenW2,
  type Measurement,
  measureSamples,
  populationOf,
  truthOf,
} from './metric/measure.ts';
import { patientWasserstein2 } from './metric/wasserstein.ts';

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
  const trajectories = await sampler.sample({
    n,
    steps: sampling.steps,
    solver: sampling.solver,
    seed: request.seed ?? EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: whole ? sampling.steps + 1 : FRAMES_OF_MANY,
  });
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
  const compares = config.model !== 'radius' || config.continuous !== 'radius';
  const exact = request.exact && n > EXACT_SAMPLES && compares;
  const metrics = measureSamples(exact ? { ...measurement, w2: await exactW2(measurement, tell) } : measurement);
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
  const part = (k: number) => (share: number) => tell((k + share) / (draws + 1));
  const value = await patientWasserstein2(samples, truthOf(measurement, n), part(0));
  const truths: number[] = [];
  for (let k = 0; k < draws; k++) {
    const [a, b] = truthPair(config.data, populationOf(config, conditions, n), k);
    truths.push(await patientWasserstein2(a, b, part(k + 1)));
  }
  return { value, n, truths };
}
