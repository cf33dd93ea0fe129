/** Every study by its name. */
import type { SourceName } from '../model/names.ts';
import type { RunConfig } from '../model/run-config.ts';
import { c2ot } from './c2ot.ts';
import { fiveMinutes } from './five-minutes.ts';
import { fourGaussians } from './four-gaussians.ts';
import { mixtureEleven } from './mixture-11.ts';
import { paths } from './paths.ts';
import { C2OT_TABLE, type PublishedTable, SF2M_TABLE } from './published.ts';
import { ring } from './ring.ts';
import { sf2m } from './sf2m.ts';
import type { Study, StudyName, StudyRun, StudySetting } from './study.ts';

export const STUDIES: Readonly<Record<StudyName, Study>> = {
  'five-minutes': fiveMinutes,
  ring,
  'mixture-11': mixtureEleven,
  paths,
  'four-gaussians': fourGaussians,
  c2ot,
  sf2m,
};

/** The published table that a study trains again. */
export const TABLES: Readonly<Partial<Record<StudyName, PublishedTable>>> = { c2ot: C2OT_TABLE, sf2m: SF2M_TABLE };

/** The source that a study starts from when none is asked for. */
export const ownBase = (study: Study): SourceName => study.bases[0] ?? 'gaussian';

/** The runs of a study, each cut to `maxSteps` with about ten snapshots if that is shorter. */
export function studyRuns(study: Study, setting: StudySetting & { readonly maxSteps: number | null }): StudyRun[] {
  return study.runs(setting).map((run) => ({ ...run, config: shortened(run.config, setting.maxSteps) }));
}

function shortened(config: RunConfig, maxSteps: number | null): RunConfig {
  const steps = Math.min(config.steps, maxSteps ?? config.steps);
  if (steps === config.steps) return config;
  return { ...config, steps, snapshotEvery: Math.max(1, Math.round(steps / 10)) };
}
