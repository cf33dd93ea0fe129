/** Which run of a study a recorded run is: told by its configuration, so renaming and copying do not matter. */
import type { RunSummary } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';
import { ownBase, STUDIES } from './studies.ts';
import { STUDY_NAMES, type Study, type StudyRun } from './study.ts';

type Recorded = Pick<RunSummary, 'config' | 'preset'>;

export function studyOf({ preset }: Pick<RunSummary, 'preset'>): Study | null {
  const name = STUDY_NAMES.find((other) => other === preset);
  return name === undefined ? null : STUDIES[name];
}

/** The study's run with this configuration; its length, snapshots and the id of its teacher are left out of account. */
export function studyRunOf(study: Study, { config }: Pick<Recorded, 'config'>): StudyRun | null {
  const base = study.bases.includes(config.source.name) ? config.source.name : ownBase(study);
  const print = fingerprint(config);
  return study.runs({ base, seed: config.seed }).find((run) => fingerprint(run.config) === print) ?? null;
}

/** True when the run was trained as long as the study says. */
export const isWhole = (run: StudyRun, { config }: Pick<Recorded, 'config'>): boolean =>
  config.steps >= run.config.steps;

/** Two configurations with the same text train the same thing. */
export function fingerprint({ steps, snapshotEvery, checkpointEvery, coupling, ...config }: RunConfig): string {
  return JSON.stringify(sorted({ ...config, coupling: { ...coupling, teacher: null } }));
}

/** Keys in the order of the alphabet: parsing and storing may change the order they were written in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
