import { configObject } from './config-object.ts';
import { configProblem } from './config-problem.ts';

/** Everything that describes a run. Together with the seed inside it, it determines every number the run produces. */
export const runConfigSchema = configObject.superRefine((config, context) => {
  const problem = configProblem(config);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

export { distributionParamsSchema, type RunConfig } from './config-object.ts';
export { configProblem } from './config-problem.ts';
export { numberField } from './number-field.ts';
export { stepsPerEpoch } from './steps-per-epoch.ts';
