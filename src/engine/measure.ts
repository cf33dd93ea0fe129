/** What a run is judged by: snapshots of fixed particles while it trains, and the closing metrics. */

import type { SampleRequest, SampleResult } from '../shared/engine-protocol.ts';
import { EVALUATION_RADII } from '../shared/model/condition.ts';
import { conditionDraws, conditionsOf, takesDrawnConditions } from '../shared/model/condition-values.ts';
import { LOSS_WINDOW } from '../shared/model/loss-window.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { Metric, Snapshot } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import type { FlowSampler } from './backend.ts';
import { negativeLogLikelihood } from './likelihood/nll.ts';
import { EXACT_SAMPLES, lossMetric, type Measurement, measureSamples } from './metric/index.ts';

/** Source noise of every evaluation: the same particles in every run, so runs can be compared particle by particle. */
export const EVALUATION_SEED = 7;
const SNAPSHOT_PARTICLES = 256;
const SNAPSHOT_FRAMES = 33;
/** Three solver steps a frame. */
const SNAPSHOT_STEPS = 96;

/** The losses that the `loss` metric is a mean of. */
export class LossTail {
  #losses: number[] = [];

  add(losses: Float32Array): void {
    this.#losses = [...this.#losses, ...losses].slice(-LOSS_WINDOW);
  }

  get losses(): readonly number[] {
    return this.#losses;
  }
}

/** Final positions of a sampling, [n, 2]. */
export function endPoints({ frames, frameCount, particleCount }: SampleResult): Float32Array {
  return frames.subarray((frameCount - 1) * particleCount * 2);
}

/**
 * Samples with the run's own solver, or with RK4 in as many steps where that one cannot (an adaptive solver that is
 * stuck, say): what a training measures of itself must not end the training. `notice` says that it was so, and why.
 */
async function sampleOrRk4(
  sampler: Pick<FlowSampler, 'sample'>,
  request: SampleRequest,
  conditions: Float32Array | null = null,
): Promise<{ trajectories: SampleResult; notice: string | null }> {
  try {
    return { trajectories: await sampler.sample(request, conditions), notice: null };
  } catch (error) {
    if (!(error instanceof UserError) || request.solver === 'rk4') throw error;
    const trajectories = await sampler.sample({ ...request, solver: 'rk4' }, conditions);
    const what = `Sampled with rk4 in ${request.steps} steps, because ${request.solver} could not`;
    return { trajectories, notice: `${what}: ${error.message}` };
  }
}

type HasParameters = { readonly step: number; parameters(): Float32Array };

/** Trajectories of 256 fixed particles in 33 frames, with the parameters that made them and their metrics. */
export async function takeSnapshot(
  config: RunConfig,
  sampler: Pick<FlowSampler, 'sample'>,
  trainer: HasParameters,
): Promise<{ snapshot: Snapshot; metrics: readonly Metric[]; notice: string | null }> {
  const step = trainer.step;
  const parameters = trainer.parameters();
  const { trajectories, notice } = await sampleOrRk4(sampler, {
    n: SNAPSHOT_PARTICLES,
    steps: SNAPSHOT_STEPS,
    solver: config.sampling.solver,
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: SNAPSHOT_FRAMES,
  });
  const { conditions } = trajectories;
  const metrics = measureSamples({ config, step, samples: endPoints(trajectories), conditions, closing: false });
  const { frames, frameCount, particleCount, times } = trajectories;
  return {
    snapshot: { step, trajectories: { frames, frameCount, particleCount, times, conditions }, parameters },
    metrics,
    notice,
  };
}

/** Particles of the closing evaluation: `sampling.samples` for each class or radius, or in all. */
export function closingParticles(config: RunConfig): number {
  const { samples } = config.sampling;
  if (config.model === 'onehot') return samples * classCount(config);
  if (takesDrawnConditions(config)) return samples;
  return config.model === 'radius' ? samples * EVALUATION_RADII.length : samples;
}

/**
 * Samples of a model of radii at the radii of n true draws, to be compared with these draws: its other samples are at radii of
 * our choice. Null for every other model, whose one set of samples is compared already.
 */
export async function atDrawnRadii(
  config: RunConfig,
  sampler: Pick<FlowSampler, 'sample'>,
  step: number,
  request: SampleRequest,
): Promise<Measurement | null> {
  if (config.model !== 'radius' || takesDrawnConditions(config)) return null;
  const conditions = conditionsOf(config, conditionDraws(config, request.n));
  const { trajectories } = await sampleOrRk4(sampler, { ...request, frames: 2, energy: false }, conditions);
  return { config, step, samples: endPoints(trajectories), conditions, closing: true, drawn: true };
}

/**
 * Every metric that applies, from the run's own sampling settings with all frames kept. Where even RK4 gives no samples
 * (more frames than one answer holds, say), the figures that need them are left out and `notice` says so.
 */
export async function closingMetrics(
  config: RunConfig,
  sampler: Pick<FlowSampler, 'sample' | 'logLikelihood'>,
  step: number,
  tail: LossTail,
): Promise<{ metrics: readonly Metric[]; notice: string | null }> {
  const { solver, steps } = config.sampling;
  const request: SampleRequest = {
    n: closingParticles(config),
    steps,
    solver,
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: steps + 1,
    // All of Euler's frames tell its energy exactly.
    energy: solver !== 'euler',
  };
  const loss = lossMetric(config, step, tail.losses);
  const first = loss ? [loss] : [];
  try {
    const { trajectories, notice } = await sampleOrRk4(sampler, request);
    const samples = endPoints(trajectories);
    const { conditions } = trajectories;
    const metrics = measureSamples({ config, step, samples, conditions, trajectories, closing: true });
    const drawn = await atDrawnRadii(config, sampler, step, { ...request, n: EXACT_SAMPLES });
    if (drawn) metrics.push(...measureSamples(drawn));
    const nll = await negativeLogLikelihood(config, sampler);
    return { metrics: [...first, ...metrics, ...(nll ? [{ ...nll, step }] : [])], notice };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { metrics: first, notice: `The closing metrics of samples are left out: ${error.message}` };
  }
}
