/** Puts the runs of a bundle into the library, all of them or none. */
import { bestMetrics } from '../../shared/model/metric-direction.ts';
import type { RunStatus } from '../../shared/model/names.ts';
import { parameterCount } from '../../shared/model/parameters.ts';
import type { RunId, StudyId } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { ImportedRuns } from '../../shared/protocol/transfer.ts';
import { freeName, freeSlot } from '../names.ts';
import { newId } from '../new-runs.ts';
import { sparklineOf } from '../sparkline.ts';
import { announceRun, type StudioContext } from '../studio-context.ts';
import { type ReadBundle, type ReadRun, readBundle } from './read-bundle.ts';

/** Throws a `UserError` when the file cannot be trusted; the library is then as before. */
export function importBundle(context: StudioContext, name: string, bytes: Uint8Array): ImportedRuns {
  const bundle = readBundle(name, bytes);
  const notes: string[] = [];
  const { store } = context;
  const runIds = store.durably(() => {
    for (const file of bundle.points) store.pointFiles.write(file, Date.now());
    const studies = importStudies(context, bundle, notes);
    const ids = freeIds(context, bundle, notes);
    const names = new Set(store.runs.names());
    return bundle.runs.map((run) => {
      const id = ids.get(run.about.id) ?? run.about.id;
      const free = freeName(run.about.name, names);
      if (free !== run.about.name) notes.push(`${run.about.name} is called ${free} here, since that name was taken.`);
      names.add(free);
      const studyId = run.about.study === null ? null : (studies.get(run.about.study) ?? null);
      insertRun(context, { ...run, config: withTeacher(run.config, ids) }, { id, name: free, studyId }, notes);
      store.events.write('imported', id, name);
      return id;
    });
  });
  for (const id of runIds) announceRun(context, id);
  return { runIds, studyName: bundle.studies[0]?.name ?? null, notes };
}

/** A study that is here already takes the runs; another one of the same name makes it give way. */
function importStudies({ store }: StudioContext, { studies }: ReadBundle, notes: string[]): Map<StudyId, StudyId> {
  const taken = new Set(store.studies.names());
  return new Map(
    studies.map((study) => {
      const here = store.studies.read(study.id);
      if (here?.name === study.name) return [study.id, study.id];
      const id = here === null ? study.id : newId();
      const name = freeName(study.name, taken);
      if (name !== study.name) notes.push(`The study ${study.name} is called ${name} here, since that name was taken.`);
      taken.add(name);
      store.studies.insert({ ...study, id, name });
      return [study.id, id];
    }),
  );
}

function freeIds({ store }: StudioContext, { runs }: ReadBundle, notes: string[]): Map<RunId, RunId> {
  const ids = new Map<RunId, RunId>();
  for (const { about } of runs) {
    const taken = store.runs.read(about.id) !== null;
    if (taken) notes.push(`${about.name} got a new id, since ${about.id} is a run of this library already.`);
    ids.set(about.id, taken ? newId() : about.id);
  }
  return ids;
}

/** A reflow run names its teacher by id, which may be another one here. */
function withTeacher(config: RunConfig, ids: ReadonlyMap<RunId, RunId>): RunConfig {
  const { teacher } = config.coupling;
  const here = teacher === null ? undefined : ids.get(teacher);
  return here === undefined || here === teacher
    ? config
    : { ...config, coupling: { ...config.coupling, teacher: here } };
}

type Place = { readonly id: RunId; readonly name: string; readonly studyId: StudyId | null };

function insertRun(context: StudioContext, run: ReadRun, { id, name, studyId }: Place, notes: string[]): void {
  const { store, owner } = context;
  const { about, config } = run;
  const slot = freeSlot(store.runs.slots());
  const parameters = parameterCount(config);
  store.runs.insert({ id, name, studyId, slot, config, parameterCount: parameters, owner, createdAt: about.createdAt });
  store.metrics.write(id, run.metrics);
  if (run.losses !== null) store.losses.write(id, 0, run.losses);
  for (const snapshot of run.snapshots) store.snapshots.write(id, snapshot);
  for (const checkpoint of run.checkpoints) store.checkpoints.write(id, checkpoint);
  const { status, reason } = settled(about.status, about.reason);
  if (status !== about.status) notes.push(`${name} had not ended when it was exported. Resume goes on with it.`);
  store.runs.update(id, {
    ...{ status, reason, owner: null, position: null, step: about.step, durationMs: about.durationMs },
    outcome: about.outcome,
    finishedAt: about.finishedAt,
    metrics: store.metrics.latest(id),
    best: bestMetrics(store.metrics.all(id)),
    ...{ tags: about.tags, note: about.note, pinned: about.pinned, archivedAt: about.archivedAt },
    ...(about.startedAt === null ? {} : { startedAt: about.startedAt }),
    ...(about.backend === null ? {} : { backend: about.backend }),
    ...(about.versions === null ? {} : { versions: about.versions }),
    ...(run.losses === null ? {} : { sparkline: sparklineOf(run.losses) }),
  });
}

/** Nobody trains an imported run, whatever it did when it was written. */
function settled(status: RunStatus, reason: string | null): { status: RunStatus; reason: string | null } {
  if (status !== 'queued' && status !== 'training' && status !== 'paused') return { status, reason };
  return {
    status: 'interrupted',
    reason: 'Exported before it had ended. Resume goes on from the last checkpoint.',
  };
}
