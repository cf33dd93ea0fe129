import type { RunSummary } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import { findRun } from './run-reference.ts';

/** The one run that a word means, or the runs of the study of that id or name, or of the sweep of that id. Runs go first. */
export function findRuns(runs: readonly RunSummary[], text: string): readonly RunSummary[] {
  const isRun = runs.some(({ id, name }) => id === text || name === text);
  const ofStudy = isRun ? [] : runs.filter(({ studyId, studyName }) => studyId === text || studyName === text);
  const ofSweep = isRun || ofStudy.length > 0 ? [] : runs.filter(({ sweepId }) => sweepId === text);
  if (ofSweep.length > 0) return ofSweep;
  if (ofStudy.length === 0) return [findRun(runs, text)];
  const studies = [...new Set(ofStudy.map(({ studyId }) => studyId))];
  if (studies.length > 1) {
    throw new UserError(
      'bad-input',
      `${text} is the name of ${studies.length} studies (${studies.join(', ')}). Give the id.`,
    );
  }
  return ofStudy;
}
