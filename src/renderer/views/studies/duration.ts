/** How long the trainings of a study take here, in words. */
import type { StudyRun } from '../../../shared/studies/study.ts';
import { about } from '../../format.ts';
import { library } from '../../state/library.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { expectedMs } from '../train/estimate.ts';
import { paceHere } from '../train/pace.ts';

/** Null until this machine was measured. */
export function studyTime(runs: readonly StudyRun[]): string | null {
  const configs = runs.map((run) => run.config);
  const ms = expectedMs(configs, library.runs, paceHere());
  return ms === null ? null : about(ms);
}

/** "about 15 s", or why it cannot be said yet. */
export function studyTimeHere(runs: readonly StudyRun[]): string {
  if (runs.length === 0) return 'nothing to train';
  return studyTime(runs) ?? (session.backend === null ? 'waiting for the engine' : 'measuring this machine');
}
