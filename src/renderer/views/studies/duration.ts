/** How long the trainings of a study take here, in words. */
import type { StudyRun } from '../../../shared/studies/study.ts';
import { about } from '../../format.ts';
import { library } from '../../state/library.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { besidesMs } from '../start/besides.ts';
import { expectedMs } from '../train/estimate.ts';

/** Null until this machine was measured. */
export function studyTime(runs: readonly StudyRun[]): string | null {
  const rate = session.machine?.stepsPerSecond ?? null;
  const configs = runs.map((run) => run.config);
  const ms = expectedMs(configs, library.runs, rate);
  return ms === null || rate === null ? null : about(ms + configs.length * besidesMs(rate));
}

/** "about 15 s", or why it cannot be said yet. */
export function studyTimeHere(runs: readonly StudyRun[]): string {
  if (runs.length === 0) return 'nothing to train';
  return studyTime(runs) ?? (session.backend === null ? 'waiting for the engine' : 'measuring this machine');
}
