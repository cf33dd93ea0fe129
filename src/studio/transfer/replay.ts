/** Trains a stored run again from its configuration and seed, and says how close the same weights are reached. */
import type { EngineEvent } from '../../shared/engine-protocol.ts';
import type { BackendInfo, RunId, RunSummary } from '../../shared/model/records.ts';
import type { ReplayVerdict } from '../../shared/protocol/transfer.ts';
import { UserError } from '../../shared/result.ts';
import { type EngineExit, EngineProcess } from '../engine-child.ts';
import { filesOf } from '../own-data.ts';
import { ChecksumError } from '../store/bytes.ts';
import { type StudioContext, visibleRun } from '../studio-context.ts';
import { teacherOf } from '../teacher.ts';
import { judge } from './judge.ts';

/** What the replay must reach: the newest weights that the library holds of the run. */
type Goal = { readonly kind: 'snapshot' | 'checkpoint'; readonly step: number; readonly parameters: Float32Array };

/** Nothing of it is stored. Throws a `UserError` when the run cannot be replayed. */
export async function replayRun(context: StudioContext, id: RunId): Promise<ReplayVerdict> {
  const run = visibleRun(context, id);
  if (run.status === 'training' || run.status === 'paused' || run.status === 'queued') {
    throw new UserError('wrong-state', `${run.name} has not ended yet, so there is nothing to compare with.`);
  }
  const goal = goalOf(context, run);
  if (goal === null || goal.step === 0) {
    throw new UserError('wrong-state', `${run.name} has no trained weights, so there is nothing to compare with.`);
  }
  const recorded = context.store.losses.read(id, 0).values;
  const { backend, parameters, losses } = await retrain(context, run, goal);
  return judge({
    recorded: { parameters: goal.parameters, losses: recorded, backend: run.backend },
    replayed: { parameters, losses, backend },
    step: goal.step,
  });
}

function goalOf({ store }: StudioContext, { id }: RunSummary): Goal | null {
  const { checkpoint } = store.checkpoints.newest(id);
  const step = store.snapshots.steps(id).at(-1);
  if (step !== undefined && step >= (checkpoint?.step ?? 0)) {
    try {
      const parameters = store.snapshots.parameters(id, step);
      if (parameters) return { kind: 'snapshot', step, parameters };
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
    }
  }
  return checkpoint && { kind: 'checkpoint', step: checkpoint.step, parameters: checkpoint.parameters };
}

type Retrained = { readonly backend: BackendInfo; readonly parameters: Float32Array; readonly losses: Float32Array };

/** Cutting a training into other chunks changes no number, so only the wanted step is kept. */
async function retrain(context: StudioContext, run: RunSummary, goal: Goal): Promise<Retrained> {
  const { config } = run;
  const files = filesOf(context.store, config, run.name);
  const teacher = teacherOf(context, config);
  const losses = new Float32Array(goal.step).fill(Number.NaN);
  let finish: (parameters: Float32Array) => void = () => undefined;
  let give: (error: UserError) => void = () => undefined;
  const reached = new Promise<Float32Array>((resolve, reject) => {
    finish = resolve;
    give = reject;
  });
  // Settled also when nobody waits any more.
  reached.catch(() => undefined);
  const failed = (why: string) => give(new UserError('engine-failed', `${run.name} could not be replayed: ${why}`));
  const receive = (event: EngineEvent): void => {
    if (event.kind === 'losses') losses.set(event.values.subarray(0, goal.step - event.firstStep), event.firstStep);
    else if (event.kind === 'snapshot' && goal.kind === 'snapshot' && event.snapshot.step === goal.step)
      finish(event.snapshot.parameters);
    else if (event.kind === 'checkpoint' && goal.kind === 'checkpoint' && event.checkpoint.step === goal.step)
      finish(event.checkpoint.parameters);
    else if (event.kind === 'diverged') failed(`its loss was no longer finite at step ${event.step}.`);
    else if (event.kind === 'failed') failed(event.error.message);
    else if (event.kind === 'done') failed(`it ended at step ${event.step}, before the recorded step ${goal.step}.`);
  };
  const exit = ({ message }: EngineExit) => failed(message ?? 'the engine stopped.');
  const program = { ...context.engine, environment: recordedSettings(run.backend) };
  const engine = new EngineProcess(program, { event: receive, exit });
  try {
    const backend = await engine.ready;
    if (backend === null) throw new UserError('engine-gone', `${run.name} could not be replayed: no engine started.`);
    const every = { snapshotEvery: goal.step, checkpointEvery: goal.step };
    const begun = await engine.order('train', { config: { ...config, ...every }, checkpoint: null, files, teacher });
    if (!begun.ok) throw new UserError(begun.error.code, begun.error.message);
    return { backend, parameters: await reached, losses };
  } finally {
    await engine.kill();
  }
}

/** The recorded run's own kind of backend and number of threads: sums are the same only in the same order. */
function recordedSettings(backend: BackendInfo | null): Record<string, string> {
  if (backend === null) return {};
  const threads = /(\d+) threads?/.exec(backend.device)?.[1];
  return {
    STREAMLINE_BACKEND: backend.kind === 'wasm' ? 'wasm' : 'native',
    ...(threads === undefined ? {} : { TF_NUM_INTRAOP_THREADS: threads }),
  };
}
