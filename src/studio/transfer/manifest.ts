/** The table of contents of a bundle: `streamline.json`. Data only; everything else in the archive is named here. */
import { z } from 'zod';
import { BACKENDS, RUN_STATUSES } from '../../shared/model/names.ts';
import { UserError } from '../../shared/result.ts';
import { arrayEntrySchema } from './array-file.ts';

export const MANIFEST_PATH = 'streamline.json';
export const FORMAT = 'streamline-bundle';
/** Goes up when an older Streamline could not read the file any more. */
export const FORMAT_VERSION = 3;
/** Version 1 knew no sweeps, version 2 no times of losses. */
const READ_VERSIONS = [1, 2, FORMAT_VERSION] as const;

/** JSON has no infinities, and a lost figure is null. */
const figure = z.union([z.number(), z.null(), z.literal('Infinity'), z.literal('-Infinity')]);
const step = z.number().int().min(0).max(1e9);
const time = z.number().min(0).max(1e16);
const text = (most: number) => z.string().max(most);

const metricSchema = z.strictObject({
  name: text(80).min(1),
  step,
  value: figure,
  n: step,
  floor: z.number().nullable(),
});

const snapshotSchema = z.strictObject({
  step,
  frames: arrayEntrySchema,
  times: arrayEntrySchema,
  conditions: arrayEntrySchema,
  parameters: arrayEntrySchema,
});
const checkpointSchema = z.strictObject({ step, parameters: arrayEntrySchema, moments: arrayEntrySchema });

const runSchema = z.strictObject({
  id: text(64).regex(/^[A-Za-z0-9_-]+$/),
  name: text(80).trim().min(1),
  /** A configuration, checked by the rules of configurations. */
  config: z.record(z.string(), z.unknown()),
  status: z.enum(RUN_STATUSES),
  outcome: z.enum(RUN_STATUSES).nullable(),
  reason: text(2000).nullable(),
  step,
  parameterCount: step,
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  durationMs: z.number().min(0).max(1e16),
  backend: z
    .strictObject({ kind: z.enum(BACKENDS), version: text(200), device: text(200), why: text(1000) })
    .nullable(),
  versions: z.strictObject({ app: text(80), node: text(80), sqlite: text(80) }).nullable(),
  tags: z.array(text(80)).max(1000),
  note: text(1_000_000),
  pinned: z.boolean(),
  archivedAt: time.nullable(),
  metrics: z.array(metricSchema).max(1_000_000),
  /** Loss of every step from 0 on; null without any. */
  losses: arrayEntrySchema.nullable(),
  /** Rows of steps taken and milliseconds of training until then; null where nobody noted them. */
  clock: arrayEntrySchema.nullable().default(null),
  snapshots: z.array(snapshotSchema).max(100_000),
  /** Oldest first. */
  checkpoints: z.array(checkpointSchema).max(10),
});

const pointFileSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: text(255),
  cell: z.number().min(0).max(1e6),
  points: arrayEntrySchema,
  labels: arrayEntrySchema.nullable(),
  column: arrayEntrySchema.nullable(),
});

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(READ_VERSIONS),
  app: text(80),
  createdAt: time,
  studies: z.array(
    z.strictObject({ id: text(64), name: text(200).min(1), preset: text(80).nullable(), createdAt: time }),
  ),
  /** What was planned together: the settings that vary. The values are those of the runs. */
  sweeps: z
    .array(
      z.strictObject({
        id: text(64).min(1),
        name: text(200).min(1),
        axes: z.array(text(80).min(1)).max(100),
        createdAt: time,
      }),
    )
    .max(10_000)
    .default([]),
  runs: z
    .array(runSchema.extend({ study: text(64).nullable(), sweep: text(64).nullable().default(null) }))
    .min(1)
    .max(10_000),
  pointFiles: z.array(pointFileSchema).max(10_000),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BundledRun = Manifest['runs'][number];
export type BundledPointFile = Manifest['pointFiles'][number];

export const MOST_MANIFEST_BYTES = 128 * 2 ** 20;
const DEEPEST = 32;

/** The manifest, or a sentence what is wrong with it. */
export function parseManifest(name: string, bytes: Uint8Array | undefined): Manifest {
  const refuse = (why: string) =>
    new UserError('bad-input', `${name} was not imported: ${why}. The library is unchanged.`);
  if (bytes === undefined) throw refuse(`it holds no ${MANIFEST_PATH}, so it is no bundle of Streamline`);
  if (isDeep(bytes)) throw refuse(`${MANIFEST_PATH} is nested deeper than ${DEEPEST} levels`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw refuse(`${MANIFEST_PATH} is no JSON (${words.slice(0, 120)})`);
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(json);
  if (!head.success) throw refuse(`${MANIFEST_PATH} is no table of contents of a bundle`);
  if (head.data.version > FORMAT_VERSION) {
    throw refuse(
      `it was written by a newer Streamline (format ${head.data.version}, this one reads up to ${FORMAT_VERSION}); update Streamline first`,
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refuse(
    `${MANIFEST_PATH}, ${issue?.path.map(String).join('.') || 'top'}: ${issue?.message ?? 'not as expected'}`,
  );
}

/** Brackets open at once, outside of strings: a parser's stack must not depend on a stranger's file. */
function isDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return false;
}
