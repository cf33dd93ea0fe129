import { datasetOf } from '../../shared/flow/datasets.ts';
import { drawFresh } from '../../shared/flow/draw.ts';
import { mixtureLogDensity } from '../../shared/flow/mixture.ts';
import { sourceLogDensity } from '../../shared/flow/source-density.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { FlowSampler } from '../backend.ts';
import { dataConditions } from '../data/condition.ts';

/** RK4 steps of the metric: within 1e-3 nats of 400 steps on the ring's network, where its standard error is 0.06. */
const STEPS = 20;
/** Test points of the metric: one block of the likelihood's graph, about a third of a second. */
export const NLL_POINTS = 256;

/**
 * Test negative log-likelihood in nats, −mean log p₁(x | c), over n fresh draws with their own classes. The floor is the
 * same mean under the data's own density, over the same points; null where that has no closed form. Null where the run
 * has no likelihood: a source without a density, or a continuous condition, given which the data lies on a curve.
 */
export async function negativeLogLikelihood(
  config: RunConfig,
  sampler: Pick<FlowSampler, 'logLikelihood'>,
  n = NLL_POINTS,
): Promise<Omit<Metric, 'step'> | null> {
  if (config.model === 'radius' || sourceLogDensity(config) === null) return null;
  const drawn = drawFresh(config.data, n, config.seed);
  const { points, labels } = drawn;
  const request = { points, t: 1, method: 'exact', probes: 1, seed: 0, solver: 'rk4', steps: STEPS } as const;
  const { logp } = await sampler.logLikelihood(request, dataConditions(config, drawn));
  const value = -logp.reduce((sum, log) => sum + log, 0) / n;
  // A single point outside a uniform source makes it infinite: that is no figure to keep.
  return Number.isFinite(value) ? { name: 'nll', value, n, floor: exactNll(config, points, labels) } : null;
}

function exactNll({ data, model }: RunConfig, points: Float32Array, labels: Int32Array): number | null {
  const mixture = datasetOf(data).mixture?.(data.params);
  if (!mixture) return null;
  let sum = 0;
  labels.forEach((label, i) => {
    const mean = mixture.means[label];
    const own = model === 'onehot' && mean ? { ...mixture, means: [mean] } : mixture;
    sum -= mixtureLogDensity(own, points[2 * i] as number, points[2 * i + 1] as number);
  });
  return sum / labels.length;
}
