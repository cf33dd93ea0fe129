/** Measures a trained run with many points, in an engine of its own: the window's sampling does not wait for it. */
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { EvaluationTruth, evaluateInputs } from '../../shared/protocol/evaluate.ts';
import { fail, type Reply, succeed } from '../../shared/result.ts';
import type { StudioInput } from '../../shared/studio-protocol.ts';
import { EngineProcess } from '../engine-child.ts';
import { filesOf } from '../own-data.ts';
import { networkOf } from '../stored-network.ts';
import { announceRun, type StudioContext } from '../studio-context.ts';
import type { Handler } from './handler.ts';

export const EVALUATE_HANDLERS: { readonly [K in keyof typeof evaluateInputs]: Handler<K> } = {
  'runs.evaluate': ({ context }, input) => evaluateRun(context, input),
};

async function evaluateRun(
  context: StudioContext,
  { id, n, solvers, energy }: StudioInput<'runs.evaluate'>,
): Promise<Reply<readonly Metric[]>> {
  const { run, parameters } = networkOf(context, id, null);
  const files = filesOf(context.store, run.config, run.name);
  const known = knownTruth(context, run.config, n);
  const engine = new EngineProcess(context.engine, {
    event: (event) => {
      if (event.kind === 'evaluating') context.announce({ ...event, id });
    },
    exit: () => undefined,
  });
  try {
    if (!(await engine.ready))
      return fail('engine-gone', 'The engine that measures runs could not be started. Run doctor to see why.');
    const loaded = await engine.order('load', { config: run.config, parameters: parameters(), files });
    if (!loaded.ok) return loaded;
    const reply = await engine.order('evaluate', { request: { n, solvers, energy, known } });
    if (!reply.ok) return reply;
    keepTruth(context, run.config, n, reply.value.truth);
    return succeed(keepMetrics(context, id, run.step, reply.value.metrics));
  } finally {
    await engine.end();
  }
}

function keepMetrics(
  context: StudioContext,
  id: string,
  step: number,
  figures: readonly Omit<Metric, 'step'>[],
): readonly Metric[] {
  const { store } = context;
  const metrics = figures.map((figure) => ({ ...figure, step }));
  store.atomically(() => {
    store.metrics.write(id, metrics);
    store.runs.update(id, { metrics: store.metrics.latest(id) });
  });
  announceRun(context, id);
  return metrics;
}

/** What depends on the data (and the source) alone is solved once: an exact assignment at n = 10,000 takes half a minute. */
const floorKey = ({ data }: RunConfig, n: number) => `floor, even classes ${JSON.stringify([data, n])}`;
const transportKey = ({ data, source }: RunConfig, n: number) =>
  `transport, even classes ${JSON.stringify([source, data, n])}`;

function knownTruth({ store }: StudioContext, config: RunConfig, n: number): EvaluationTruth {
  const read = (key: string) => {
    const value = store.settings.read(key);
    return typeof value === 'number' ? value : null;
  };
  return { floorSquared: read(floorKey(config, n)), transportSquared: read(transportKey(config, n)) };
}

function keepTruth({ store }: StudioContext, config: RunConfig, n: number, truth: EvaluationTruth): void {
  if (truth.floorSquared !== null) store.settings.write(floorKey(config, n), truth.floorSquared);
  if (truth.transportSquared !== null) store.settings.write(transportKey(config, n), truth.transportSquared);
}
