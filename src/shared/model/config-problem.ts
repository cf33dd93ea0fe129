/** What is wrong between settings that are each allowed. One rule a function; the first problem is told. */
import { DATASETS, dataName, datasetOf } from '../flow/datasets.ts';
import { distributionProblem } from '../flow/parse-distribution.ts';
import { pointFile } from '../flow/point-file.ts';
import { sourceProblem } from '../flow/sources.ts';
import type { RunConfig } from './config-object.ts';
import { COUPLING_RULES } from './coupling-problem.ts';
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

const RULES: readonly Rule[] = [
  dataIsRight,
  sourceIsRight,
  filesAreNamed,
  classesExist,
  columnExists,
  batchFits,
  ...COUPLING_RULES,
  ...TRAINING_RULES,
];

function dataIsRight({ data: { name, params } }: ConfigParts): string | null {
  const missing = Object.keys(DATASETS[name].defaults).find((key) => !Object.hasOwn(params, key));
  const problem = missing === undefined ? distributionProblem(name, params) : `the parameter ${missing} is missing`;
  return problem === null ? null : `Data ${name}: ${problem}.`;
}

function sourceIsRight({ source }: ConfigParts): string | null {
  const problem = sourceProblem(source);
  return problem === null ? null : `Source ${source.name}: ${problem}.`;
}

/** What the points of a file allow can be told only where the file is: the studio asks again with it at hand. */
const isElsewhere = ({ data }: Pick<ConfigParts, 'data'>) => data.name === 'file' && pointFile(data.file) === null;

function filesAreNamed({ data, source }: ConfigParts): string | null {
  if (data.name === 'file' && data.file === undefined) return 'Data file: no points were chosen. Choose a file.';
  if (source.name === 'file' && source.file === undefined) return 'Source file: no points were chosen. Choose a file.';
  return null;
}

function classesExist({ model, data }: ConfigParts): string | null {
  if (isElsewhere({ data })) return null;
  if (model !== 'onehot' || datasetOf(data).classes(data.params) >= 2) return null;
  return `The one-hot model needs data with classes, but ${dataName(data)} has none. Choose other data, or the unconditional or radius model.`;
}

function columnExists({ model, continuous, data }: ConfigParts): string | null {
  if (model !== 'radius' || continuous !== 'column' || isElsewhere({ data })) return null;
  if (datasetOf(data).hasColumn === true) return null;
  return data.name === 'file'
    ? `The condition is the column of the data, but ${datasetOf(data).label} has none. Choose other points, or the radius or x1 as the condition.`
    : `The condition is the column of the user's own points, but ${data.name} has none. Choose the radius or x1 as the condition.`;
}

function batchFits({ batch, dataSize, freshData }: ConfigParts): string | null {
  if (freshData || batch <= dataSize) return null;
  return `The batch (${batch}) must not be larger than the data set (${dataSize} points), unless every step draws fresh data.`;
}
