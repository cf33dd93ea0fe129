/** Commands about the studies that come with Streamline. */
import { z } from 'zod';
import { SOURCES } from '../model/names.ts';
import type { RunId, StudyId } from '../model/records.ts';
import { numberField as field } from '../model/run-config.ts';
import { STUDY_NAMES } from '../studies/study.ts';

export const studyInputs = {
  'study.start': z.strictObject({
    preset: z.enum(STUDY_NAMES),
    base: z.enum(SOURCES),
    seed: field('seed'),
    /** Shorter than the preset: every training takes at most this many steps. Null: exactly the preset. */
    maxSteps: field('steps').nullable(),
    /** Keys of the runs to train; absent: all of them. A teacher that is left out must be trained already. */
    only: z.array(z.string().min(1).max(40)).min(1).max(100).optional(),
  }),
} as const;

export type StudyResults = {
  'study.start': { studyId: StudyId; runIds: readonly RunId[] };
};
