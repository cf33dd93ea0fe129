/** What each studio command does. A command without its handler does not compile. */
import { statfsSync } from 'node:fs';
import { datasetOf } from '../shared/flow/datasets.ts';
import { drawDataset } from '../shared/flow/draw.ts';
import type { RunId, RunSummary } from '../shared/model/records.ts';
import { type Reply, succeed, UserError } from '../shared/result.ts';
import type { MachineReport, StudioCommandName, StudioInput, StudioResults } from '../shared/studio-protocol.ts';
import { dataHandlers } from './handlers/data.ts';
import { EVALUATE_HANDLERS } from './handlers/evaluate.ts';
import type { Handler, StudioParts } from './handlers/handler.ts';
import { HISTORY_HANDLERS } from './handlers/history.ts';
import { LIBRARY_HANDLERS } from './handlers/library.ts';
import { MACHINE_HANDLERS } from './handlers/machine.ts';
import { measureHandlers } from './handlers/measure.ts';
import { PAIRS_HANDLERS } from './handlers/pairs.ts';
import { SOLVER_LAB_HANDLERS } from './handlers/solver-lab.ts';
import { SOLVER_HANDLERS } from './handlers/solvers.ts';
import { STUDY_HANDLERS } from './handlers/studies.ts';
import { transferHandlers } from './handlers/transfer.ts';
import { addRuns, studyNamed } from './new-runs.ts';
import { filesOf } from './own-data.ts';
import { restoreRuns } from './restore-runs.ts';
import { colourOf } from './run-colours.ts';
import { networkOf, newestParameters } from './stored-network.ts';
import { allRuns, announceRun, type StudioContext, visibleRun } from './studio-context.ts';

export const HANDLERS: { readonly [K in StudioCommandName]: Handler<K> } = {
  ...dataHandlers,
  ...measureHandlers,
  ...PAIRS_HANDLERS,
  'machine.check': machineReport,
  ...transferHandlers,
  'runs.list': ({ context }) => allRuns(context),
  'runs.show': ({ context }, { id }) => visibleRun(context, id),
  'runs.rename': renameRun,
  'runs.delete': deleteRuns,
  'runs.restore': restoreRuns,
  'runs.open': ({ context }, { id }) => ({ slot: colourOf(context, id) }),
  'runs.losses': ({ context }, { id, from }) => {
    visibleRun(context, id);
    return context.store.losses.read(id, from);
  },
  'runs.clock': ({ context }, { id }) => {
    visibleRun(context, id);
    return context.store.losses.clock(id);
  },
  'runs.snapshots': ({ context }, { id }) => {
    visibleRun(context, id);
    const { snapshots, metrics } = context.store;
    return snapshots.steps(id).map((step) => ({ step, metrics: metrics.at(id, step) }));
  },
  'runs.snapshot': ({ context }, { id, step }) => {
    const { name } = visibleRun(context, id);
    const snapshot = context.store.snapshots.read(id, step);
    if (!snapshot) throw new UserError('not-found', `${name} has no snapshot at step ${step}.`);
    return snapshot;
  },
  'runs.metrics': ({ context }, { id }) => {
    visibleRun(context, id);
    return context.store.metrics.all(id);
  },
  'runs.data': ({ context }, { id, n }) => {
    const { config, name } = visibleRun(context, id);
    filesOf(context.store, { ...config, source: { name: 'gaussian', params: {} } }, name);
    const { points, labels, column } = drawDataset(config.data, n, config.seed);
    return { points, labels, column, extent: datasetOf(config.data).extent(config.data.params) };
  },
  'runs.sample': ({ context, queue, sampling }, { id, step, inTurn = false, ...request }) => {
    visibleRun(context, id);
    const training = step === null && !sampling.isReady ? queue.training(id) : null;
    // While the sampling engine starts, a run in training answers for itself.
    if (training) return training.sample(request);
    const network = networkOf(context, id, step);
    return inTurn ? sampling.sampleInTurn(network, request) : sampling.sample(network, request);
  },
  'runs.field': ({ context, sampling }, { id, step, ...request }) =>
    sampling.field(networkOf(context, id, step), request),
  'runs.parameters': ({ context }, { id }) => {
    const run = visibleRun(context, id);
    const found = newestParameters(context, run);
    if (!found) throw new UserError('not-found', `${run.name} has no parameters yet: it has not trained.`);
    return { step: found.step, parameters: found.read() };
  },
  'queue.add': ({ context, queue }, { runs, study }) => {
    const ids = context.store.atomically(() => addRuns(context, runs, studyNamed(context, study)));
    announceAll(context, ids);
    queue.fill();
    return ids;
  },
  'queue.pause': async ({ queue }, { id }) => done(queue.pause(id)),
  'queue.resume': async ({ queue }, { id }) => done(queue.resume(id)),
  'queue.stop': async ({ queue }, { id }) => done(queue.stop(id)),
  'queue.remove': (parts, { id }) => {
    const run = visibleRun(parts.context, id);
    if (run.status !== 'queued') throw new UserError('wrong-state', `${run.name} does not wait in the queue.`);
    return deleteRuns(parts, { ids: [id] });
  },
  'queue.move': ({ queue }, { id, before }) => {
    queue.move(id, before);
    return null;
  },
  'queue.hold': ({ queue }, { held }) => {
    queue.hold(held);
    return null;
  },
  ...STUDY_HANDLERS,
  ...EVALUATE_HANDLERS,
  ...HISTORY_HANDLERS,
  ...MACHINE_HANDLERS,
  ...LIBRARY_HANDLERS,
  ...SOLVER_HANDLERS,
  ...SOLVER_LAB_HANDLERS,
};

async function done(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}

function announceAll(context: StudioContext, ids: readonly RunId[]): void {
  for (const id of ids) announceRun(context, id);
}

function renameRun({ context }: StudioParts, { id, name }: StudioInput<'runs.rename'>): RunSummary {
  const before = visibleRun(context, id);
  if (name !== before.name && context.store.runs.names().includes(name)) {
    throw new UserError('bad-input', `There is already a run named ${name}. Choose another name.`);
  }
  context.store.runs.update(id, { name });
  announceRun(context, id);
  return visibleRun(context, id);
}

/** Into the trash: `runs.restore` brings them back until it is emptied. */
async function deleteRuns({ context, queue }: StudioParts, { ids }: { ids: readonly RunId[] }): Promise<null> {
  const runs = ids.map((id) => visibleRun(context, id));
  for (const run of runs) queue.requireOwn(run.id);
  for (const run of runs) await queue.discard(run.id);
  const { store } = context;
  store.atomically(() => {
    for (const { id } of runs) {
      store.runs.update(id, { deletedAt: Date.now() });
      store.events.write('deleted', id, null);
    }
  });
  for (const { id } of runs) context.announce({ kind: 'run-gone', id });
  queue.fill();
  return null;
}

const SPEED_BENCH = { batches: [128], seconds: 0.4, eulerSamples: 16, eulerSteps: 2 } as const;

async function machineReport({ context, queue, sampling, library }: StudioParts): Promise<MachineReport> {
  const { store } = context;
  const backend = await sampling.backend();
  const known = store.settings.read('speed') as { device: string; stepsPerSecond: number } | null;
  let stepsPerSecond = known && known.device === backend?.device ? known.stepsPerSecond : null;
  // Measured once on this machine, and not while a training would disturb it.
  if (stepsPerSecond === null && backend && !queue.isTraining) {
    const measured = await sampling.bench(SPEED_BENCH);
    if (measured.ok) {
      stepsPerSecond = 1000 / (measured.value.trainStepMs['128'] ?? Number.NaN);
      if (store.readOnly === null) store.settings.write('speed', { device: backend.device, stepsPerSecond });
    }
  }
  const disk = statfsSync(library);
  return {
    backend,
    backendProblem: backend ? null : 'The training engine could not be started on this machine.',
    stepsPerSecond,
    nodeVersion: process.versions.node,
    sqliteVersion: store.sqliteVersion,
    libraryPath: library,
    libraryBytes: store.size(),
    freeBytes: disk.bavail * disk.bsize,
  };
}

/** Runs a command whose input was parsed, and turns a plain result into a reply. */
export async function runCommand<K extends StudioCommandName>(
  parts: StudioParts,
  command: K,
  input: StudioInput<K>,
): Promise<Reply<StudioResults[K]>> {
  const handler = HANDLERS[command] as Handler<K>;
  const result = await handler(parts, input);
  return isReply(result) ? result : succeed(result);
}

function isReply<T>(result: T | Reply<T>): result is Reply<T> {
  return typeof result === 'object' && result !== null && 'ok' in result;
}
