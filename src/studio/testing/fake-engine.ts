/**
 * An engine that speaks the protocol without computing: losses are a formula of the step, so a resumed run can be
 * compared with an unbroken one. What it does wrong is set by STREAMLINE_FAKE (JSON of FakeBehaviour).
 */

import { assertNever } from '../../shared/assert-never.ts';
import type { EngineEvent, EngineOrder, SampleResult } from '../../shared/engine-protocol.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { fail, succeed, UserError } from '../../shared/result.ts';
import { type FakeBehaviour, fakeLoss, fakeParameters, fakeSnapshot } from './fake-values.ts';

const behaviour: FakeBehaviour = JSON.parse(process.env.STREAMLINE_FAKE ?? '{}');
const CHUNK = behaviour.chunk ?? 10;

const send = (event: EngineEvent) => void process.send?.(event);

let training: { config: RunConfig; step: number; paused: boolean; stopping: boolean } | null = null;
let loaded: Float32Array | null = null;

function metricsAt(step: number): Metric[] {
  return [
    { name: 'slicedW2', step, value: 1 / (1 + step), n: 256, floor: 0.05 },
    { name: 'withinThreeStd', step, value: step === 0 ? Number.NaN : 0.9, n: 256, floor: 0.99 },
  ];
}

function checkpoint(step: number): void {
  const parameters = fakeParameters(step);
  const moments = new Float32Array(parameters.length * 2).fill(step);
  send({ kind: 'checkpoint', checkpoint: { step, parameters, moments } });
}

function snapshot(step: number): void {
  send({ kind: 'snapshot', snapshot: fakeSnapshot(step) });
  send({ kind: 'metrics', metrics: metricsAt(step) });
}

function finish(outcome: 'finished' | 'stopped', step: number): void {
  checkpoint(step);
  send({ kind: 'metrics', metrics: metricsAt(step) });
  if (behaviour.notice !== undefined) send({ kind: 'notice', step, words: behaviour.notice });
  send({ kind: 'done', outcome, step, durationMs: step });
  training = null;
}

/** One chunk of steps per turn of the event loop, cut at snapshots and checkpoints as the real engine does. */
function advance(): void {
  if (training === null || training.paused) return;
  const { config, step } = training;
  if (training.stopping || step >= config.steps) {
    finish(training.stopping ? 'stopped' : 'finished', step);
    return;
  }
  const cut = (every: number) => (Math.floor(step / every) + 1) * every;
  const end = Math.min(step + CHUNK, config.steps, cut(config.snapshotEvery), cut(config.checkpointEvery));
  const values = Float32Array.from({ length: end - step }, (_, i) => fakeLoss(config.seed, step + i));
  training.step = end;
  if (behaviour.divergeAt !== undefined && end >= behaviour.divergeAt) {
    send({ kind: 'diverged', step: end, loss: Number.NaN });
    training = null;
    return;
  }
  send({ kind: 'losses', firstStep: step, values, trainMs: end });
  if (end % config.snapshotEvery === 0) snapshot(end);
  if (end % config.checkpointEvery === 0) checkpoint(end);
  if (behaviour.dieAt !== undefined && end >= behaviour.dieAt) process.exit(3);
  if (behaviour.hangAt !== undefined && end >= behaviour.hangAt) return;
  next();
}

let scheduled = false;

function next(): void {
  if (scheduled) return;
  scheduled = true;
  const go = () => {
    scheduled = false;
    advance();
  };
  if (behaviour.delayMs === undefined) setImmediate(go);
  else setTimeout(go, behaviour.delayMs);
}

function answer(order: EngineOrder): unknown {
  switch (order.kind) {
    case 'train': {
      const step = order.checkpoint?.step ?? 0;
      if (behaviour.refuseTraining) throw new UserError('bad-input', 'The fake engine refuses this training.');
      training = { config: order.config, step, paused: false, stopping: false };
      send({ kind: 'started', step, parameterCount: fakeParameters(0).length });
      if (step === 0) snapshot(0);
      next();
      return null;
    }
    case 'pause':
      if (training !== null) {
        training.paused = true;
        checkpoint(training.step);
        send({ kind: 'paused', step: training.step });
      }
      return null;
    case 'resume':
      if (training?.paused) {
        training.paused = false;
        send({ kind: 'resumed', step: training.step });
        next();
      }
      return null;
    case 'stop':
      if (training !== null) {
        training.stopping = true;
        training.paused = false;
        next();
      }
      return null;
    case 'load':
      loaded = order.parameters;
      return null;
    case 'sample':
      return fakeSample(order.request.n);
    case 'field':
      return new Float32Array(order.request.times.length * order.request.grid ** 2 * 2);
    case 'likelihood': {
      const n = order.request.points.length / 2;
      return { logp: new Float32Array(n).fill(-2), spread: null, outside: 0, evaluations: 1, durationMs: 1 };
    }
    case 'pathDensity': {
      const { n, frames } = order.request;
      return {
        logp: new Float32Array(n * frames).fill(-2),
        times: Float32Array.from({ length: frames }, (_, k) => k / (frames - 1)),
      };
    }
    case 'measure':
      return metricsAt(training?.step ?? 0);
    case 'evaluate':
      send({ kind: 'evaluating', words: 'euler-1', share: 0.5 });
      return {
        metrics: order.request.solvers.map(({ key }) => ({
          name: `w2Squared@${key}`,
          value: 0.25,
          n: order.request.n,
          floor: 0.01,
        })),
        truth: { floorSquared: order.request.known.floorSquared ?? 0.01, transportSquared: null },
      };
    case 'pairs':
      throw new UserError(
        'bad-input',
        `The fake engine makes no pairs${order.teacher ? ' and needs no teacher' : ''}.`,
      );
    case 'bench':
      return { trainStepMs: { 128: 0.5 }, eulerSeconds: 1, backend: 'native-cpu' };
    default:
      return assertNever(order);
  }
}

function fakeSample(n: number): SampleResult {
  const first = loaded?.[0] ?? -1;
  return {
    frames: new Float32Array(2 * n * 2).fill(first),
    frameCount: 2,
    particleCount: n,
    times: new Float32Array([0, 1]),
    conditions: new Float32Array(n),
    evaluations: 1,
    accepted: 1,
    rejected: 0,
    stepTimes: new Float32Array([0, 1]),
    rejectedTimes: new Float32Array(0),
    durationMs: 1,
  };
}

process.on('disconnect', () => process.exit(0));
process.on('message', (order: EngineOrder) => {
  const reply = () => {
    try {
      send({ kind: 'reply', id: order.id, reply: succeed(answer(order) as never) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      send({ kind: 'reply', id: order.id, reply: fail(error.code, error.message) });
    }
  };
  if (order.kind === 'sample' && behaviour.sampleDelayMs !== undefined) setTimeout(reply, behaviour.sampleDelayMs);
  else reply();
});

if (behaviour.failAtStart) {
  const failed: EngineEvent = {
    kind: 'failed',
    error: { code: 'engine-failed', message: 'No backend could be loaded.' },
  };
  process.send?.(failed, undefined, undefined, () => process.exit(1));
} else {
  const backend = { kind: 'native-cpu', version: 'Fake 1.0', device: 'CPU', why: 'A test asked for it.' } as const;
  send({ kind: 'ready', backend });
}
setInterval(() => {
  if (training !== null) send({ kind: 'heartbeat', step: training.step });
}, 500);
