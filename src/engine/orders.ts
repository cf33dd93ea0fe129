/** Orders as they may arrive, parsed at the door. Arrays are checked by type; their lengths where they are used. */
import { z } from 'zod';
import type { EngineOrder } from '../shared/engine-protocol.ts';
import { keepPointFile } from '../shared/flow/point-file.ts';
import { conditionSchema } from '../shared/model/condition.ts';
import { DIRECTIONS, SOLVERS } from '../shared/model/names.ts';
import { numberField as field, runConfigSchema } from '../shared/model/run-config.ts';
import { evaluationSolverSchema } from '../shared/protocol/evaluate.ts';
import { measureRequest } from '../shared/protocol/measure.ts';
import { pairsRequestSchema } from '../shared/protocol/pairs.ts';
import { likelihoodFields, pathDensityFields } from '../shared/protocol/solvers.ts';
import { fail, type Reply, succeed } from '../shared/result.ts';

const floats = z.instanceof(Float32Array);
const id = z.number().int().min(0);
const checkpoint = z.strictObject({ step: z.number().int().min(0), parameters: floats, moments: floats });
const pointFiles = z
  .array(
    z.strictObject({
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string(),
      points: floats,
      labels: z.instanceof(Int32Array).nullable(),
      column: floats.nullable(),
      cell: z.number().min(0),
    }),
  )
  .max(8)
  // Whether a configuration is right may depend on the points it names, so they are known before it is looked at.
  .transform((files) => {
    for (const file of files) keepPointFile(file);
    return files;
  });
const sampleRequest = z.strictObject({
  n: field('samples'),
  steps: field('solverSteps'),
  solver: z.enum(SOLVERS),
  seed: field('seed'),
  condition: conditionSchema,
  guidance: field('guidanceWeight').optional(),
  frames: z.number().int().min(2),
  rtol: field('rtol').optional(),
  atol: field('atol').optional(),
  noise: field('noise').optional(),
  direction: z.enum(DIRECTIONS).optional(),
  from: floats.optional(),
});
const fieldRequest = z.strictObject({
  times: z.array(z.number().min(0).max(1)).min(1).max(1001),
  grid: z.number().int().min(2).max(401),
  extent: z.number().gt(0).max(1000),
  condition: conditionSchema,
  guidance: field('guidanceWeight').optional(),
});
const benchRequest = z.strictObject({
  batches: z.array(field('batch')).min(1),
  seconds: z.number().gt(0).max(60),
  eulerSamples: field('samples'),
  eulerSteps: field('solverSteps'),
});

const squared = z.number().min(0).nullable();
const evaluateRequest = z.strictObject({
  n: field('tablePoints'),
  solvers: z.array(evaluationSolverSchema).min(1),
  energy: z.boolean(),
  known: z.strictObject({ floorSquared: squared, transportSquared: squared }),
});

const teacher = z.strictObject({ config: runConfigSchema, parameters: floats });

const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('train'),
    id,
    files: pointFiles.optional(),
    config: runConfigSchema,
    checkpoint: checkpoint.nullable(),
    recentLosses: floats.optional(),
    teacher: teacher.optional(),
  }),
  z.strictObject({ kind: z.literal('pause'), id }),
  z.strictObject({ kind: z.literal('resume'), id }),
  z.strictObject({ kind: z.literal('stop'), id }),
  z.strictObject({
    kind: z.literal('load'),
    id,
    files: pointFiles.optional(),
    config: runConfigSchema,
    parameters: floats,
  }),
  z.strictObject({ kind: z.literal('sample'), id, request: sampleRequest }),
  z.strictObject({ kind: z.literal('field'), id, request: fieldRequest }),
  z.strictObject({ kind: z.literal('likelihood'), id, request: z.strictObject(likelihoodFields) }),
  z.strictObject({ kind: z.literal('pathDensity'), id, request: z.strictObject(pathDensityFields) }),
  z.strictObject({ kind: z.literal('measure'), id, closing: z.boolean(), request: measureRequest.optional() }),
  z.strictObject({ kind: z.literal('evaluate'), id, request: evaluateRequest }),
  z.strictObject({
    kind: z.literal('pairs'),
    id,
    files: pointFiles.optional(),
    request: pairsRequestSchema,
    teacher: teacher.optional(),
  }),
  z.strictObject({ kind: z.literal('bench'), id, request: benchRequest }),
]);

/** The order, or one sentence that says what is wrong with it. */
export function parseOrder(message: unknown): Reply<EngineOrder> {
  const parsed = orderSchema.safeParse(message);
  if (parsed.success) return succeed(parsed.data as EngineOrder);
  const issue = parsed.error.issues[0];
  return fail('bad-input', `${issue?.path.join('.') || 'order'}: ${issue?.message ?? 'not an order'}`);
}
