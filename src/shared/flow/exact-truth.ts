/** Which runs have a closed form of what they learn, and what it is. */
import type { RunConfig } from '../model/config-object.ts';
import type { Trajectories } from '../model/records.ts';
import type { GaussianMixture } from './dataset.ts';
import { datasetOf } from './datasets.ts';
import { exactFlow } from './exact-flow.ts';
import { lossBetweenModes, lossWithinModes, lossWithinModesAt, type Pairing, STANDARD_NORMAL } from './irreducible.ts';
import { mixtureLogDensity, mixtureVelocity, type ScheduleOf, type VelocityField } from './mixture.ts';
import { scheduleAt } from './path.ts';
import { sourceModes } from './sources.ts';

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

type Guided = Pick<RunConfig, 'guidance'>;

/**
 * Why a flow has neither exact truth nor the score of its path, in a few words; null when its guidance weight is 1. With
 * another weight the velocity is meant to differ from what the pairs say. `asked`: the weight; left out, the run's own.
 */
export function guidedProblem({ guidance }: Guided, asked: number | undefined): string | null {
  return (asked ?? guidance.weight) === 1 ? null : 'guided with w ≠ 1 it is another flow than that of its path';
}

/** Why the exact flow is not known of a run at a guidance weight (left out: its own), in a few words; null when it is. */
export function exactFlowProblem(run: Run & Guided, guidance?: number): string | null {
  return noClosedForm(run) ?? guidedProblem(run, guidance);
}

function noClosedForm(run: Run): string | null {
  if (exactOf(run) !== null) return null;
  if (run.source.name !== 'gaussian') return 'a closed form needs a Gaussian source';
  if (run.coupling.kind !== 'independent') return 'a closed form needs independent pairs';
  if (run.model === 'radius') return 'there is no closed form for a continuous condition';
  if (!datasetOf(run.data).mixture) return 'there is a closed form for Gaussian mixtures alone';
  return 'a closed form needs a mixture with one mode a class';
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
 * spaced frames with `substeps` RK4 steps between two of them; null where there is no closed form.
 */
export function exactTrajectories(
  run: Run,
  start: Float32Array,
  conditions: Float32Array,
  frameCount: number,
  substeps = 4,
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
  return { ...exactFlow(fieldOf, start, { frameCount, substeps }), conditions };
}

export type LossFloor = { readonly value: number; readonly standardError: number };
type LossRun = Run & Guided;

/** The two mixtures that an irreducible loss is known for: also from the 8 Gaussians, which have no exact flow here. */
function pairingOf({ model, data, source, path, coupling }: Run): Pairing | null {
  if (coupling.kind !== 'independent' || model === 'radius') return null;
  const from =
    source.name === '8-gaussians' ? sourceModes(source) : source.name === 'gaussian' ? STANDARD_NORMAL : null;
  const mixture = datasetOf(data).mixture?.(data.params);
  if (!from || !mixture) return null;
  // A class model learns each mode alone, so every class must be one.
  if (model === 'onehot' && datasetOf(data).classes(data.params) !== mixture.means.length) return null;
  return { source: from, data: mixture, at: (t) => scheduleAt(path, t) };
}

type Parts = { readonly within: number | null; readonly between: LossFloor };
const known = new Map<string, Parts>();

/** The loss within modes, and between those that the model is not told. */
function partsOf({ model, guidance, path }: LossRun, pairing: Pairing): Parts {
  const key = JSON.stringify([model, guidance.dropout, pairing.source, pairing.data, path]);
  const before = known.get(key);
  if (before) return before;
  // A class model whose class is dropped at times does without it in that share of the draws.
  const share = model === 'onehot' ? guidance.dropout : 1;
  const told = share < 1 ? lossBetweenModes(pairing, true) : null;
  const untold = share > 0 ? lossBetweenModes(pairing, false) : null;
  const between = {
    value: share * (untold?.value ?? 0) + (1 - share) * (told?.value ?? 0),
    standardError: share * (untold?.standardError ?? 0) + (1 - share) * (told?.standardError ?? 0),
  };
  const parts = { within: lossWithinModes(pairing), between };
  known.set(key, parts);
  return parts;
}

/**
 * Loss that no model of this kind can go below (mean squared error per coordinate): closed form for a source and data of
 * Gaussian modes and independent pairs, whatever the path; a one-hot model knows the mode of the data, but for the share of
 * draws whose class is dropped. Null elsewhere, and where it has no settled value. It holds for the distribution: a fixed
 * data set can be learned by heart and go below it.
 */
export function irreducibleLossOf(run: LossRun): LossFloor | null {
  const pairing = pairingOf(run);
  if (!pairing) return null;
  const { within, between } = partsOf(run, pairing);
  return within === null ? null : { ...between, value: within + between.value };
}

/**
 * The same given the times that were drawn, which is known also where a few times near 1 decide any mean: the loss within
 * modes at those very times, and the mean of that between modes. Null where nothing is in closed form.
 */
export function irreducibleLossAt(run: LossRun, times: ArrayLike<number>): LossFloor | null {
  const pairing = pairingOf(run);
  if (!pairing || times.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < times.length; i++) sum += lossWithinModesAt(pairing, times[i] as number);
  const { between } = partsOf(run, pairing);
  return { ...between, value: sum / times.length + between.value };
}

/** Why a run whose flow is in closed form has no irreducible loss to draw; null where it has one, or no closed form. */
export function lossFloorProblem(run: LossRun): string | null {
  const pairing = pairingOf(run);
  if (!pairing || irreducibleLossOf(run) !== null) return null;
  return 'the few times near the data decide the mean loss on this path';
}
