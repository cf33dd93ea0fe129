/** The closed form of what a run learns, as `--exact` and `--error` ask for it. */
import { exactFlowProblem, exactLogDensity, exactTrajectories, exactVelocity } from '../shared/flow/exact-truth.ts';
import { startPoints } from '../shared/flow/start-points.ts';
import type { Condition } from '../shared/model/condition.ts';
import { labelsInTurn } from '../shared/model/condition-values.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { RunSummary, Trajectories } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';

type Asked = { readonly flag: string; readonly condition: Condition; readonly guidance: number | undefined };

const labelOf = (condition: Condition) => (condition.kind === 'class' ? condition.label : null);

function refuse({ flag, guidance }: Asked, { name, config }: RunSummary): UserError {
  const why = exactFlowProblem(config, guidance) ?? 'it has no closed form';
  return new UserError('bad-input', `${flag}: the exact flow of ${name} is not known: ${why}.`);
}

/** The exact velocity of a run and its log p_t; throws a `UserError` with the reason where they are not known. */
export function exactTruthOf(run: RunSummary, asked: Asked) {
  const label = labelOf(asked.condition);
  const known = exactFlowProblem(run.config, asked.guidance) === null;
  const velocity = known ? exactVelocity(run.config, label) : null;
  const logDensity = known ? exactLogDensity(run.config, label) : null;
  if (!velocity || !logDensity) throw refuse(asked, run);
  return { velocity, logDensity };
}

type ExactSample = Asked & {
  readonly n: number;
  readonly steps: number;
  readonly seed: number;
  /** Where to start in place of the seed's source noise, `[n, 2]`. */
  readonly from: Float32Array | undefined;
};
type Cost = {
  readonly evaluations: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly durationMs: number;
};
/** RK4 steps in all, at least: then its own error is below that of 32-bit numbers for every mixture here. */
const LEAST_STEPS = 256;

/** The exact flow of the particles that `sample` would take, in `steps` + 1 frames, with what it cost. */
export function exactSampleOf(run: RunSummary, asked: ExactSample): Trajectories & Cost {
  const begin = performance.now();
  const { n, steps, seed, condition, guidance, from = startPoints(run.config, seed, n) } = asked;
  const substeps = Math.ceil(LEAST_STEPS / steps);
  const { model } = run.config;
  const labels = model === 'onehot' ? labelsInTurn(labelOf(condition), classCount(run.config), n) : new Float32Array(n);
  const known = exactFlowProblem(run.config, guidance) === null;
  const exact = known ? exactTrajectories(run.config, from, labels, steps + 1, substeps) : null;
  if (!exact) throw refuse(asked, run);
  const accepted = substeps * steps;
  return { ...exact, evaluations: 4 * accepted, accepted, rejected: 0, durationMs: performance.now() - begin };
}
