/** Puts the runs of a bundle into the library, all of them or none. */
import { bestMetrics } from '../../shared/model/metric-direction.ts';
import type { RunStatus } from '../../shared/model/names.ts';
import { parameterCount } from '../../shared/model/parameters.ts';
import type { RunId, StudyId, SweepId } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { ImportedRuns } from '../../shared/protocol/transfer.ts';
import { freeName, freeSlot } from '../names.ts';
import { newId } from '../new-runs.ts';
import { sparklineOf } from '../sparkline.ts';
import { announceRun, type StudioContext } from '../studio-context.ts';
import { type ReadBundle, type ReadRun, readBundle } from './read-bundle.ts';

/** Throws a `UserError` when the file cannot be trusted; the library is then as before. */
export function importBundle(context: StudioContext, name: string, bytes: Uint8Array): ImportedRuns {
  return placeBundle(context, name, readBundle(name, bytes));
}

/** Stores what was read and checked; `name` is the file it came from. */
export function placeBundle(context: StudioContext, name: string, bundle: ReadBundle): ImportedRuns {
  const notes: string[] = [];
  const { store } = context;
  const runIds = store.durably(() => {
    for (const file of bundle.points) store.pointFiles.write(file, Date.now());
    const studies = importStudies(context, bundle, notes);
    const ids = freeIds(context, bundle, notes);
    const sweeps = importSweeps(context, bundle, ids);
    const names = new Set(store.runs.names());
    const renamed: [string, string][] = [];
    const imported = bundle.runs.map((run) => {
      const id = ids.get(run.about.id) ?? run.about.id;
      const free = freeName(run.about.name, names);
      if (free !== run.about.name) renamed.push([run.about.name, free]);
      names.add(free);
      const studyId = run.about.study === null ? null : (studies.get(run.about.study) ?? null);
      const sweepId = run.about.sweep === null ? null : (sweeps.get(run.about.sweep) ?? null);
      const place = { id, name: free, studyId, sweepId };
      insertRun(context, { ...run, config: withTeacher(run.config, ids) }, place, notes);
      store.events.write('imported', id, name);
      return id;
    });
    notes.push(...renamedNotes(renamed));
    return imported;
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
  const copies: string[] = [];
  for (const { about } of runs) {
    const taken = store.runs.read(about.id) !== null;
    if (taken) copies.push(`${about.name} got a new id, since ${about.id} is a run of this library already.`);
    ids.set(about.id, taken ? newId() : about.id);
  }
  if (copies.length > MOST_NAMED) {
    const which = copies.length === runs.length ? `All ${runs.length} runs` : `${copies.length} of ${runs.length} runs`;
    notes.push(`${which} were in this library already; they came in again as copies, with new ids.`);
  } else notes.push(...copies);
  return ids;
}

/** More of a kind than this become one sentence. */
const MOST_NAMED = 2;

function renamedNotes(renamed: readonly (readonly [string, string])[]): readonly string[] {
  const [first] = renamed;
  if (first === undefined || renamed.length <= MOST_NAMED)
    return renamed.map(([name, free]) => `${name} is called ${free} here, since that name was taken.`);
  return [`${renamed.length} names were taken and got a number: ${first[0]} is called ${first[1]} here.`];
}

/** A sweep that is here already takes runs that were missing; copies of its runs are a sweep of their own. */
function importSweeps(
  { store }: StudioContext,
  { sweeps, runs }: ReadBundle,
  ids: ReadonlyMap<RunId, RunId>,
): Map<SweepId, SweepId> {
  const here = new Set(store.sweeps.list().map(({ id }) => id));
  return new Map(
    sweeps.map((sweep) => {
      const copied = runs.some(({ about }) => about.sweep === sweep.id && ids.get(about.id) !== about.id);
      if (here.has(sweep.id) && !copied) return [sweep.id, sweep.id];
      const id = here.has(sweep.id) ? newId() : sweep.id;
      store.sweeps.insert({ ...sweep, id });
      return [sweep.id, id];
    }),
  );
}

/** A reflow run names its teacher by id, which may be another one here. */
function withTeacher(config: RunConfig, ids: ReadonlyMap<RunId, RunId>): RunConfig {
  const { teacher } = config.coupling;
  const here = teacher === null ? undefined : ids.get(teacher);
  return here === undefined || here === teacher
    ? config
    : { ...config, coupling: { ...config.coupling, teacher: here } };
}

type Place = {
  readonly id: RunId;
  readonly name: string;
  readonly studyId: StudyId | null;
  readonly sweepId: SweepId | null;
};

function insertRun(context: StudioContext, run: ReadRun, { id, name, studyId, sweepId }: Place, notes: string[]): void {
  const { store, owner } = context;
  const { about, config } = run;
  const slot = freeSlot(store.runs.slots());
  const parameters = parameterCount(config);
  const { createdAt } = about;
  store.runs.insert({ id, name, studyId, sweepId, slot, config, parameterCount: parameters, owner, createdAt });
  store.metrics.write(id, run.metrics);
  if (run.losses !== null) store.losses.write(id, 0, run.losses, null);
  store.losses.setClock(id, run.clock);
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
