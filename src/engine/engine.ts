/** One engine: at most one training, or one loaded network, and the orders on it. */

import { assertNever } from '../shared/assert-never.ts';
import type { EngineEvent, EngineOrder, EngineOrders, EngineResult } from '../shared/engine-protocol.ts';
import type { Metric } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { EvaluateRequest, EvaluateResult } from '../shared/protocol/evaluate.ts';
import type { MeasureRequest } from '../shared/protocol/measure.ts';
import { UserError } from '../shared/result.ts';
import type { Backend, FlowSampler, LoadedNetwork } from './backend.ts';
import { bench } from './bench.ts';
import { evaluate } from './evaluate.ts';
import { closingMetrics, LossTail, takeSnapshot } from './measure.ts';
import { pairsOf } from './pair-sample.ts';
import type { TeacherPairs } from './pairs/reflow.ts';
import { recomputeMetrics } from './recompute.ts';
import { teachPairs } from './teach.ts';
import { Training } from './train.ts';

/** A network that is not trained here, with the run it belongs to. */
type Loaded = { config: RunConfig; readonly network: LoadedNetwork };

/** Networks kept ready in an engine that samples stored runs. */
const LOADED_LIMIT = 6;

/** What the graphs of a network depend on: two runs with the same key share them. */
const networkKey = ({ model, data, network, source, path, guidance, continuous }: RunConfig) =>
  JSON.stringify([model, data, network, source, path, guidance, continuous]);

export class Engine {
  readonly #backend: Backend;
  readonly #emit: (event: EngineEvent) => void;
  #training: Training | null = null;
  #trainingConfig: RunConfig | null = null;
  #loaded = new Map<string, Loaded>();
  #current: Loaded | null = null;

  constructor(backend: Backend, emit: (event: EngineEvent) => void) {
    this.#backend = backend;
    this.#emit = emit;
  }

  async obey(order: EngineOrder): Promise<EngineResult> {
    switch (order.kind) {
      case 'train':
        return this.#train(order);
      case 'pause':
        this.#trainingOrRefuse('pause').pause();
        return null;
      case 'resume':
        this.#trainingOrRefuse('resume').resume();
        return null;
      case 'stop':
        this.#trainingOrRefuse('stop').stop();
        return null;
      case 'load':
        return this.#load(order.config, order.parameters);
      case 'sample':
        return this.#sampler().sample(order.request);
      case 'field':
        return this.#sampler().field(order.request);
      case 'likelihood':
        return this.#sampler().likelihood(order.request);
      case 'pathDensity':
        return this.#sampler().pathDensity(order.request);
      case 'measure':
        return this.#measure(order.closing, order.request ?? null);
      case 'evaluate':
        return this.#evaluate(order.request);
      case 'pairs':
        return pairsOf(this.#backend, order.request, order.teacher ?? null);
      case 'bench':
        return bench(order.request, this.#backend);
      default:
        return assertNever(order);
    }
  }

  async #train({ config, checkpoint, recentLosses, teacher }: EngineOrders['train']['order']): Promise<null> {
    if (this.#training || this.#trainingConfig) {
      throw new UserError('wrong-state', 'This engine is already training a run.');
    }
    this.#trainingConfig = config;
    let taught: TeacherPairs | null = null;
    if (config.coupling.kind === 'reflow') {
      if (!teacher)
        throw new UserError('not-found', 'A reflow run needs the weights of its teacher, which are missing.');
      taught = await teachPairs(this.#backend, teacher, config.seed, config.coupling.pairs);
    }
    const network = this.#backend.train(config, checkpoint, taught);
    const training = new Training(network, config, checkpoint, this.#emit, recentLosses ?? null);
    this.#training = training;
    // What is thrown here is a bug: unhandled, it reaches main.ts, which says so and ends the process.
    void training.run();
    return null;
  }

  #trainingOrRefuse(order: string): Training {
    if (!this.#training) throw new UserError('wrong-state', `There is no training to ${order}.`);
    return this.#training;
  }

  #load(config: RunConfig, parameters: Float32Array): null {
    if (this.#training)
      throw new UserError('wrong-state', 'This engine is training, so it cannot load another network.');
    const key = networkKey(config);
    const known = this.#loaded.get(key);
    if (known) {
      known.network.replace(config, parameters);
      known.config = config;
      this.#loaded.delete(key);
      this.#loaded.set(key, known);
      this.#current = known;
      return null;
    }
    this.#current = { config, network: this.#backend.load(config, parameters) };
    this.#loaded.set(key, this.#current);
    const [oldest] = this.#loaded;
    if (oldest && this.#loaded.size > LOADED_LIMIT) {
      oldest[1].network.dispose();
      this.#loaded.delete(oldest[0]);
    }
    return null;
  }

  #sampler(): FlowSampler {
    const sampler = this.#training?.sampler ?? this.#current?.network.sampler;
    if (!sampler) throw new UserError('wrong-state', 'No network is loaded, so there is nothing to sample.');
    return sampler;
  }

  async #evaluate(request: EvaluateRequest): Promise<EvaluateResult> {
    if (this.#training || !this.#current) {
      throw new UserError('wrong-state', 'No trained network is loaded, so there is nothing to evaluate.');
    }
    const { config, network } = this.#current;
    return evaluate(config, network.sampler, request, (words, share) =>
      this.#emit({ kind: 'evaluating', words, share }),
    );
  }

  async #measure(closing: boolean, request: MeasureRequest | null): Promise<readonly Metric[]> {
    const sampler = this.#sampler();
    const config = this.#trainingConfig ?? this.#current?.config;
    const holder = this.#training ?? (this.#current && { step: 0, parameters: this.#current.network.parameters });
    if (!config || !holder) throw new UserError('wrong-state', 'No network is loaded, so there is nothing to measure.');
    if (request !== null) {
      const tell = (share: number) => this.#emit({ kind: 'measuring', share });
      return recomputeMetrics(config, sampler, holder.step, request, tell);
    }
    if (closing) return (await closingMetrics(config, sampler, holder.step, new LossTail())).metrics;
    return (await takeSnapshot(config, sampler, holder)).metrics;
  }
}
