/** Starts the studies that come with Streamline: every run of one, each after the run it learns from. */
import type { RunId } from '../../shared/model/records.ts';
import type { StudyResults, studyInputs } from '../../shared/protocol/studies.ts';
import { UserError } from '../../shared/result.ts';
import { fingerprint } from '../../shared/studies/match.ts';
import { ownBase, STUDIES, studyRuns } from '../../shared/studies/studies.ts';
import type { Study, StudyRun } from '../../shared/studies/study.ts';
import type { StudioInput } from '../../shared/studio-protocol.ts';
import { freeName } from '../names.ts';
import { addRuns, newId } from '../new-runs.ts';
import { announceRun, type StudioContext } from '../studio-context.ts';
import type { Handler } from './handler.ts';

type Order = StudioInput<'study.start'>;

export const STUDY_HANDLERS: { readonly [K in keyof typeof studyInputs]: Handler<K> } = {
  'study.start': ({ context, queue }, order) => {
    const started = addStudy(context, order);
    for (const id of started.runIds) announceRun(context, id);
    queue.fill();
    return started;
  },
};

/** All runs of the order or none, in the study's order, so that a teacher trains before the run that learns from it. */
function addStudy(context: StudioContext, order: Order): StudyResults['study.start'] {
  const study = STUDIES[order.preset];
  const runs = wantedRuns(study, order);
  const { store } = context;
  return store.atomically(() => {
    const record = {
      id: newId(),
      name: freeName(nameOf(study, order), new Set(store.studies.names())),
      preset: study.id,
      createdAt: Date.now(),
    };
    store.studies.insert(record);
    const ids = new Map<string, RunId>();
    for (const run of runs) {
      const name = run.name === null ? null : freeName(run.name, new Set(store.runs.names()));
      const config = withTeacher(context, run, study, order, ids);
      const [id] = addRuns(context, [{ name, config }], record.id);
      if (id !== undefined) ids.set(run.key, id);
    }
    return { studyId: record.id, runIds: [...ids.values()] };
  });
}

function wantedRuns(study: Study, order: Order): StudyRun[] {
  const { base, only } = order;
  const all = studyRuns(study, order);
  if (all.length === 0) {
    throw new UserError('bad-input', `The study ${study.id} is computed, so there is nothing to train. Open its page.`);
  }
  if (!study.bases.includes(base)) {
    throw new UserError(
      'bad-input',
      `The study ${study.id} starts from ${study.bases.join(' or ')}, not from ${base}.`,
    );
  }
  const unknown = only?.find((key) => !all.some((run) => run.key === key));
  if (unknown !== undefined) {
    const keys = all.map((run) => run.key).join(', ');
    throw new UserError('bad-input', `The study ${study.id} has no run ${unknown}; its runs are ${keys}.`);
  }
  return only === undefined ? all : all.filter((run) => only.includes(run.key));
}

function nameOf(study: Study, { base }: Order): string {
  return base === ownBase(study) ? study.title : `${study.title}, ${base} source`;
}

/** A run that learns from another gets that one's id: of this very order, else a finished one of the library. */
function withTeacher(
  context: StudioContext,
  run: StudyRun,
  study: Study,
  order: Order,
  ids: ReadonlyMap<string, RunId>,
): StudyRun['config'] {
  if (run.teacher === undefined) return run.config;
  const teacher = ids.get(run.teacher) ?? finishedTeacher(context, run.teacher, study, order);
  return { ...run.config, coupling: { ...run.config.coupling, teacher } };
}

function finishedTeacher({ store }: StudioContext, key: string, study: Study, order: Order): RunId {
  const wanted = studyRuns(study, order).find((run) => run.key === key);
  const print = wanted && fingerprint(wanted.config);
  const found = store.runs
    .list()
    .find(
      ({ status, config }) =>
        status === 'finished' && config.steps === wanted?.config.steps && fingerprint(config) === print,
    );
  if (found) return found.id;
  throw new UserError(
    'bad-input',
    `The study ${study.id} needs its run ${key} first: train it too, since a later run learns from it.`,
  );
}
