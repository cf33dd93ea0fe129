/** What is wrong between settings that are each allowed. One rule a function; the first problem is told. */
import { DATASETS, datasetOf } from '../flow/datasets.ts';
import { distributionProblem } from '../flow/parse-distribution.ts';
import type { RunConfig } from './config-object.ts';
import { TRAINING_RULES } from './training-problem.ts';

/** What the rules look at. */
export type ConfigParts = RunConfig;

type Rule = (config: ConfigParts) => string | null;

/** The first problem as one sentence, or null. */
export function configProblem(config: ConfigParts): string | null {
  for (const rule of RULES) {
    const problem = rule(config);
    if (problem !== null) return problem;
  }
  return null;
}

const RULES: readonly Rule[] = [dataIsRight, classesExist, batchFits, ...TRAINING_RULES];

function dataIsRight({ data: { name, params } }: ConfigParts): string | null {
  const missing = Object.keys(DATASETS[name].defaults).find((key) => !Object.hasOwn(params, key));
  const problem = missing === undefined ? distributionProblem(name, params) : `the parameter ${missing} is missing`;
  return problem === null ? null : `Data ${name}: ${problem}.`;
}

function classesExist({ model, data }: ConfigParts): string | null {
  if (model !== 'onehot' || datasetOf(data).classes(data.params) >= 2) return null;
  return `The one-hot model needs data with classes, but ${data.name} has none. Choose other data, or the unconditional or radius model.`;
}

function batchFits({ batch, dataSize, freshData }: ConfigParts): string | null {
  if (freshData || batch <= dataSize) return null;
  return `The batch (${batch}) must not be larger than the data set (${dataSize} points), unless every step draws fresh data.`;
}
