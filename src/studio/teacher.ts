/** The trained run whose flow makes the pairs of a reflow run. */
import type { Teacher } from '../shared/engine-protocol.ts';
import { classCount } from '../shared/model/parameters.ts';
import type { RunSummary, StudyId } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { filesOf } from './own-data.ts';
import { newestParameters } from './stored-network.ts';
import type { StudioContext } from './studio-context.ts';

const REFUSED = 'so it cannot make the pairs of a reflow run';

/** The teacher's configuration and weights, or undefined for other couplings. Throws a sentence when it cannot teach. */
export function teacherOf(context: StudioContext, config: RunConfig): Teacher | undefined {
  if (config.coupling.kind !== 'reflow') return undefined;
  const run = requireTeacher(context, config, null);
  filesOf(context.store, run.config, run.name);
  const found = newestParameters(context, run);
  if (!found) throw new UserError('wrong-state', `${run.name} has no weights, ${REFUSED}.`);
  return { config: run.config, parameters: found.read() };
}

/**
 * The teacher of a reflow configuration, if it may teach it: finished or stopped, with the same condition and source. One of
 * the same study may still wait or train, because it stands before its pupil in the queue.
 */
export function requireTeacher({ store }: StudioContext, config: RunConfig, study: StudyId | null): RunSummary {
  const id = config.coupling.teacher;
  const stored = id === null ? null : store.runs.read(id);
  if (!stored || stored.deletedAt !== null) {
    const what = stored ? `The run ${stored.summary.name} was deleted` : `There is no run ${id} in this library`;
    const hint = stored ? 'Bring it back, or choose another run.' : 'Choose a finished run.';
    throw new UserError('not-found', `${what}, ${REFUSED}. ${hint}`);
  }
  const run = stored.summary;
  const comes = study !== null && run.studyId === study && ['queued', 'training', 'paused'].includes(run.status);
  if (run.status !== 'finished' && run.status !== 'stopped' && !comes) {
    throw new UserError(
      'wrong-state',
      `${run.name} is ${run.status}, ${REFUSED}. Wait for its end, or choose another.`,
    );
  }
  const problem = mismatch(run, config);
  if (problem !== null) throw new UserError('bad-input', `${problem}, ${REFUSED} with these settings.`);
  return run;
}

function mismatch({ name, config: theirs }: RunSummary, ours: RunConfig): string | null {
  const conditionOf = ({ model, continuous }: RunConfig) => (model === 'radius' ? `${model} (${continuous})` : model);
  if (conditionOf(theirs) !== conditionOf(ours)) {
    return `${name} is a model of the condition ${conditionOf(theirs)}, not ${conditionOf(ours)}`;
  }
  if (ours.model === 'onehot' && classCount(theirs) !== classCount(ours)) {
    return `${name} knows ${classCount(theirs)} classes, not ${classCount(ours)}`;
  }
  if (theirs.source.name !== ours.source.name || theirs.source.file !== ours.source.file) {
    return `${name} starts from the ${theirs.source.name} source, not from ${ours.source.name}`;
  }
  return null;
}
