/** What a run is judged by: snapshots of fixed particles while it trains, and the closing metrics. */

import type { SampleResult } from '../shared/engine-protocol.ts';
import { EVALUATION_RADII } from '../shared/model/condition.ts';
import { takesDrawnConditions } from '../shared/model/condition-values.ts';
import { LOSS_WINDOW } from '../shared/model/loss-window.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { Metric, Snapshot } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { FlowSampler } from './backend.ts';
import { negativeLogLikelihood } from './likelihood/nll.ts';
import { lossMetric, measureSamples } from './metric/index.ts';

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

type HasParameters = { readonly step: number; parameters(): Float32Array };

/** Trajectories of 256 fixed particles in 33 frames, with the parameters that made them and their metrics. */
export async function takeSnapshot(
  config: RunConfig,
  sampler: FlowSampler,
  trainer: HasParameters,
): Promise<{ snapshot: Snapshot; metrics: readonly Metric[] }> {
  const step = trainer.step;
  const parameters = trainer.parameters();
  const trajectories = await sampler.sample({
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
  };
}

/** Particles of the closing evaluation: `sampling.samples` for each class or radius, or in all. */
export function closingParticles(config: RunConfig): number {
  const { samples } = config.sampling;
  if (config.model === 'onehot') return samples * classCount(config);
  if (takesDrawnConditions(config)) return samples;
  return config.model === 'radius' ? samples * EVALUATION_RADII.length : samples;
}

/** Every metric that applies, from the run's own sampling settings with all frames kept. */
export async function closingMetrics(
  config: RunConfig,
  sampler: FlowSampler,
  step: number,
  tail: LossTail,
): Promise<readonly Metric[]> {
  const { solver, steps } = config.sampling;
  const trajectories = await sampler.sample({
    n: closingParticles(config),
    steps,
    solver,
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: steps + 1,
  });
  const samples = endPoints(trajectories);
  const { conditions } = trajectories;
  const metrics = measureSamples({ config, step, samples, conditions, trajectories, closing: true });
  const loss = lossMetric(config, step, tail.losses);
  const nll = await negativeLogLikelihood(config, sampler);
  return [...(loss ? [loss] : []), ...metrics, ...(nll ? [{ ...nll, step }] : [])];
}
