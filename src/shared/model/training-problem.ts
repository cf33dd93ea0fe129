/** Rules between path, source, coupling, network, optimiser and guidance: refused before training, with the reason. */
import { pathProblem } from '../flow/path.ts';
import { SCHEDULES } from '../flow/schedule.ts';
import { scoreProblem } from '../flow/score.ts';
import type { RunConfig } from './config-object.ts';
import { PATHS } from './names.ts';
import { PARAMETER_BUDGET, parameterCount } from './parameters.ts';

type Rule = (config: RunConfig) => string | null;

export const TRAINING_RULES: readonly Rule[] = [
  pathIsRight,
  pathSuitsSource,
  pathSuitsCoupling,
  guidanceHasCondition,
  guidanceWasTrained,
  networkIsRight,
  networkIsSmallEnough,
  warmupEnds,
  solverHasScore,
];

/** Paths that any source can take. */
export const PATHS_FOR_ANY_SOURCE = PATHS.filter((kind) => !SCHEDULES[kind].gaussianOnly);

const listed = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

function pathIsRight({ path }: RunConfig): string | null {
  const problem = pathProblem(path);
  return problem === null ? null : `Path ${path.kind}: ${problem}.`;
}

export function pathSuitsSource({ path, source }: Pick<RunConfig, 'path' | 'source'>): string | null {
  if (!SCHEDULES[path.kind].gaussianOnly || source.name === 'gaussian') return null;
  return `The ${path.kind} path is defined for a Gaussian source: with the ${source.name} source it would train, but what it learns would not be this path. Choose the gaussian source, or the ${listed(PATHS_FOR_ANY_SOURCE)} path.`;
}

export function pathSuitsCoupling({ path, coupling }: Pick<RunConfig, 'path' | 'coupling'>): string | null {
  if (path.kind !== 'variance-exploding' || coupling.kind === 'independent') return null;
  return `The variance-exploding path holds data and noise together from t = 0 on, so pairing them (${coupling.kind}) would change where sampling has to begin. Choose the independent coupling, or another path.`;
}

export function guidanceHasCondition({ model, guidance }: Pick<RunConfig, 'model' | 'guidance'>): string | null {
  if (model !== 'unconditional' || guidance.dropout === 0) return null;
  return 'Guidance drops the condition at times, but the unconditional model has none. Choose the onehot or the radius model, or leave guidance out.';
}

export function guidanceWasTrained({ guidance }: Pick<RunConfig, 'guidance'>): string | null {
  if (guidance.weight === 1 || guidance.dropout > 0) return null;
  return `The guidance weight ${guidance.weight} needs a condition dropout above 0: without it the model has no velocity without a condition to start from. Give --guidance 0.1, or leave the weight at 1.`;
}

export function networkIsRight({ network }: Pick<RunConfig, 'network'>): string | null {
  if (network.timeFeatures === 'fourier' && network.timeWidth % 2 === 1) {
    return `Fourier time features come in pairs of a cosine and a sine, so the time width (${network.timeWidth}) must be even.`;
  }
  if (network.form === 'residual' && network.hidden.length > 0) {
    return 'A residual network has blocks of one width: set its width and its depth instead of the hidden widths.';
  }
  return null;
}

function networkIsSmallEnough(config: RunConfig): string | null {
  const count = parameterCount(config);
  if (count <= PARAMETER_BUDGET) return null;
  const words = (value: number) => value.toLocaleString('en-US').replaceAll(',', '\u2009');
  return `The network has ${words(count)} parameters, but at most ${words(PARAMETER_BUDGET)} are allowed: every snapshot keeps them all. Make it narrower or less deep.`;
}

export function warmupEnds({ optimizer, steps }: Pick<RunConfig, 'optimizer' | 'steps'>): string | null {
  if (optimizer.warmup === 0 || optimizer.warmup < steps) return null;
  return `The warm-up (${optimizer.warmup} steps) must be shorter than the training (${steps} steps).`;
}

function solverHasScore(config: RunConfig): string | null {
  return config.sampling.solver === 'euler-maruyama' ? scoreProblem(config) : null;
}
