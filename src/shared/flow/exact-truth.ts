/** Which runs have a closed form of what they learn, and what it is. */
import type { RunConfig } from '../model/config-object.ts';
import type { Trajectories } from '../model/records.ts';
import type { GaussianMixture } from './dataset.ts';
import { datasetOf } from './datasets.ts';
import { exactFlow } from './exact-flow.ts';
import {
  irreducibleLoss,
  lossWithinMode,
  mixtureLogDensity,
  mixtureVelocity,
  type ScheduleOf,
  type VelocityField,
} from './mixture.ts';
import { scheduleAt } from './path.ts';

type Exact = { readonly mixture: GaussianMixture; readonly at: ScheduleOf };
type Run = Pick<RunConfig, 'model' | 'data' | 'source' | 'path' | 'coupling'>;

/** The mixture and the path of a run whose flow is closed form: gaussian source, independent pairs, mixture, no radius. */
function exactOf({ model, data, source, path, coupling }: Run): Exact | null {
  if (source.name !== 'gaussian' || coupling.kind !== 'independent' || model === 'radius') return null;
  const mixture = datasetOf(data).mixture?.(data.params);
  if (!mixture) return null;
  // A class model learns each mode alone, so every class must be one.
  if (model === 'onehot' && datasetOf(data).classes(data.params) !== mixture.means.length) return null;
  return { mixture, at: (t) => scheduleAt(path, t) };
}

/** Why the run's exact flow is not known, in a few words; null when it is. */
export function exactFlowProblem(run: Run): string | null {
  if (exactOf(run) !== null) return null;
  if (run.source.name !== 'gaussian') return 'a closed form needs a Gaussian source';
  if (run.coupling.kind !== 'independent') return 'a closed form needs independent pairs';
  if (run.model === 'radius') return 'there is no closed form for a continuous condition';
  return 'there is a closed form for Gaussian mixtures alone';
}

/** True when the run's exact velocity, trajectories and loss floor are closed form. */
export function hasExactFlow(run: Run): boolean {
  return exactOf(run) !== null;
}

const modeAlone = (mixture: GaussianMixture, label: number): GaussianMixture => {
  const mean = mixture.means[label];
  return mean ? { ...mixture, means: [mean] } : mixture;
};

/** What a perfect model of the run would be: u_t(x), or u_t(x | class). Without a class, the field of all together. */
export function exactVelocity(run: Run, label: number | null): VelocityField | null {
  const exact = exactOf(run);
  if (!exact) return null;
  const mixture = run.model === 'onehot' && label !== null ? modeAlone(exact.mixture, label) : exact.mixture;
  return mixtureVelocity(mixture, exact.at);
}

/** log p_t(x), or log p_t(x | class), of a perfect model of the run, in nats. Without a class, the mean over all of them. */
export function exactLogDensity(run: Run, label: number | null): ((x: number, y: number, t: number) => number) | null {
  const exact = exactOf(run);
  if (!exact) return null;
  const mixture = run.model === 'onehot' && label !== null ? modeAlone(exact.mixture, label) : exact.mixture;
  return (x, y, t) => mixtureLogDensity(mixture, x, y, t, exact.at);
}

/**
 * Exact trajectories of the particles that begin at `start` `[n, 2]`, each under its own class, in `frameCount` evenly
 * spaced frames; null where there is no closed form.
 */
export function exactTrajectories(
  run: Run,
  start: Float32Array,
  conditions: Float32Array,
  frameCount: number,
): Trajectories | null {
  const exact = exactOf(run);
  if (!exact) return null;
  const fields = new Map<number, VelocityField>();
  const fieldOf = (i: number) => {
    const label = run.model === 'onehot' ? (conditions[i] as number) : 0;
    const known = fields.get(label);
    if (known) return known;
    const mixture = run.model === 'onehot' ? modeAlone(exact.mixture, label) : exact.mixture;
    const made = mixtureVelocity(mixture, exact.at);
    fields.set(label, made);
    return made;
  };
  return { ...exactFlow(fieldOf, start, { frameCount }), conditions };
}

export type LossFloor = { readonly value: number; readonly standardError: number };

const known = new Map<string, LossFloor | null>();

/**
 * Loss that no model of this kind can go below (mean squared error per coordinate): closed form for a gaussian source,
 * independent pairs and a mixture, whatever the path; a one-hot model knows its mode. Null elsewhere, with condition
 * dropout (which mixes two losses), and where it is infinite. It holds for the distribution: a fixed data set can be
 * learned by heart and go below it.
 */
export function irreducibleLossOf(run: Run & Pick<RunConfig, 'guidance'>): LossFloor | null {
  const exact = exactOf(run);
  if (!exact || run.guidance.dropout > 0) return null;
  const key = JSON.stringify([run.model, exact.mixture, run.path]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const { mixture, at } = exact;
  const within = run.model === 'onehot' ? lossWithinMode(mixture.std, at) : null;
  const alone = within === null ? null : { value: within, standardError: 0 };
  const floor = run.model === 'onehot' ? alone : irreducibleLoss(mixture, undefined, at);
  known.set(key, floor);
  return floor;
}
