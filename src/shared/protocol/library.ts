/** Keeping a library: what is said about runs, the archive, the trash, sweeps and how many trainings run at once. */
import { z } from 'zod';
import type { RunId, RunSummary, StudyId, Sweep, SweepId } from '../model/records.ts';
import { runConfigSchema } from '../model/run-config.ts';
import type { PackedRuns } from '../query/packed-runs.ts';
import { MOST_SWEEP_RUNS } from '../sweep/plan.ts';

const runId = z.string().min(1).max(64);
const runIds = z.array(runId).min(1).max(10_000);

export const LONGEST_TAG = 40;
export const LONGEST_NOTE = 100_000;
export const MOST_TAGS = 50;
export const MOST_TRAININGS = 16;

/** A tag is one line without commas, which part tags where they are typed. */
export const tagSchema = z
  .string()
  .trim()
  .min(1, { message: 'A tag needs at least one character.' })
  .max(LONGEST_TAG, { message: `A tag has at most ${LONGEST_TAG} characters.` })
  .regex(/^[^,\p{Cc}]*$/u, { message: 'A tag is one line without commas.' });

const axis = z.strictObject({
  path: z.string().min(1).max(80),
  values: z.array(z.string().max(200)).min(1).max(MOST_SWEEP_RUNS),
});

const filterSchema = z.strictObject({ name: z.string().trim().min(1).max(60), query: z.string().min(1).max(500) });
export type SavedFilter = z.infer<typeof filterSchema>;

export const libraryInputs = {
  'runs.tag': z.strictObject({
    ids: runIds,
    add: z.array(tagSchema).max(MOST_TAGS),
    remove: z.array(z.string().max(200)).max(MOST_TAGS),
  }),
  /** An empty text takes the note away. */
  'runs.note': z.strictObject({
    id: runId,
    text: z.string().max(LONGEST_NOTE, { message: `A note has at most ${LONGEST_NOTE} characters.` }),
  }),
  /**
   * All runs, as they travel fast: `unpackRuns` makes them summaries again. With `newest`, a large library's beginning: about as
   * many of the newest, with those that wait or train and the one looked at last.
   */
  'runs.packed': z.strictObject({ newest: z.number().int().min(1).max(10_000).nullable() }),
  'runs.pin': z.strictObject({ ids: runIds, pinned: z.boolean() }),
  'runs.archive': z.strictObject({ ids: runIds, archived: z.boolean() }),
  /** What deleting or emptying would free. */
  'runs.size': z.strictObject({ ids: runIds }),
  'trash.list': z.strictObject({}),
  /** Removes for good: those of `ids` that are in the trash, or all (null). */
  'trash.empty': z.strictObject({ ids: runIds.nullable() }),
  /** The run that was looked at last, also before this start. */
  'library.lastOpened': z.strictObject({}),
  /** Filters by name, kept with the library; null only asks. */
  'library.filters': z.strictObject({ filters: z.array(filterSchema).max(100).nullable() }),
  'sweeps.list': z.strictObject({}),
  'sweep.start': z.strictObject({
    /** Beginning of the runs' names; null: after data and model. */
    name: z.string().trim().min(1).max(80).nullable(),
    /** The study that the runs join; null: one of their own. */
    study: z.string().trim().min(1).max(80).nullable(),
    config: runConfigSchema,
    axes: z.array(axis).max(12),
    shape: z.enum(['grid', 'list']),
    seeds: z.number().int().min(1).max(MOST_SWEEP_RUNS),
    tags: z.array(tagSchema).max(MOST_TAGS),
  }),
  /** Trainings at once; null only asks. */
  'queue.limit': z.strictObject({ trainings: z.number().int().min(1).max(MOST_TRAININGS).nullable() }),
};

export type TrashedRun = { readonly run: RunSummary; readonly deletedAt: number };
export type TrainingLimit = {
  readonly trainings: number;
  /** Processor threads that each training gets when as many run. */
  readonly threadsEach: number;
};

export type LibraryResults = {
  'runs.tag': null;
  'runs.note': null;
  'runs.packed': PackedRuns & {
    /** Visible runs of the library. */
    readonly total: number;
  };
  'runs.pin': null;
  'runs.archive': null;
  'runs.size': { readonly bytes: number };
  'trash.list': readonly TrashedRun[];
  'trash.empty': { readonly removed: number };
  'library.lastOpened': RunId | null;
  'library.filters': readonly SavedFilter[];
  'sweeps.list': readonly Sweep[];
  'sweep.start': { readonly sweepId: SweepId; readonly studyId: StudyId | null; readonly runIds: readonly RunId[] };
  'queue.limit': TrainingLimit;
};
