/** One warm engine that samples stored runs: it keeps the networks it was given and starts again when it dies. */
import type {
  BenchRequest,
  BenchResult,
  EngineOrders,
  FieldRequest,
  SampleRequest,
  SampleResult,
} from '../shared/engine-protocol.ts';
import type { BackendInfo, Metric, RunSummary } from '../shared/model/records.ts';
import type { MeasureRequest } from '../shared/protocol/measure.ts';
import type { PairsResult } from '../shared/protocol/pairs.ts';
import type {
  LikelihoodRequest,
  LikelihoodResult,
  PathDensityRequest,
  PathDensityResult,
} from '../shared/protocol/solvers.ts';
import { fail, type Reply } from '../shared/result.ts';
import { EngineProcess } from './engine-child.ts';
import { filesOf } from './own-data.ts';
import type { StudioContext } from './studio-context.ts';

/** A network as the engine should hold it: `key` changes with the parameters. */
export type Network = { readonly key: string; readonly run: RunSummary; readonly parameters: () => Float32Array };

type Job = {
  /** A newer job with the same topic makes this one needless. */
  readonly topic: string | null;
  /** False when the engine went away before it answered and this is not the last attempt. */
  run(engine: EngineProcess, last: boolean): Promise<boolean>;
  refuse(reply: Reply<never>): void;
};

const SUPERSEDED = fail('wrong-state', 'This request was superseded: a newer one took its place.');
const ATTEMPTS = 2;

export class SamplingEngine {
  readonly #context: StudioContext;
  #engine: EngineProcess | null = null;
  #loadedKey: string | null = null;
  #backend: BackendInfo | null = null;
  #jobs: Job[] = [];
  #working = false;
  #closed = false;
  #measuring: ((share: number) => void) | null = null;

  constructor(context: StudioContext) {
    this.#context = context;
  }

  /** True when a request would not have to wait for an engine to start. */
  get isReady(): boolean {
    return this.#backend !== null && this.#engine?.isGone === false;
  }

  get pid(): number | undefined {
    return this.#engine?.pid;
  }

  /** Starts the engine if needed; null when none can run here. */
  async backend(): Promise<BackendInfo | null> {
    return this.#start().ready;
  }

  sample(network: Network, request: SampleRequest): Promise<Reply<SampleResult>> {
    return this.#withNetwork(network, `sample ${network.run.id}`, (engine) => engine.order('sample', { request }));
  }

  /** One of several samples that are all wanted: no newer request takes its place. */
  sampleInTurn(network: Network, request: SampleRequest): Promise<Reply<SampleResult>> {
    return this.#withNetwork(network, null, (engine) => engine.order('sample', { request }));
  }

  field(network: Network, request: FieldRequest): Promise<Reply<Float32Array>> {
    return this.#withNetwork(network, `field ${network.run.id}`, (engine) => engine.order('field', { request }));
  }

  likelihood(network: Network, request: LikelihoodRequest): Promise<Reply<LikelihoodResult>> {
    return this.#withNetwork(network, null, (engine) => engine.order('likelihood', { request }));
  }

  pathDensity(network: Network, request: PathDensityRequest): Promise<Reply<PathDensityResult>> {
    return this.#withNetwork(network, null, (engine) => engine.order('pathDensity', { request }));
  }

  /** `tell` hears the share that is done while it takes long. */
  measure(network: Network, request: MeasureRequest, tell: (share: number) => void): Promise<Reply<readonly Metric[]>> {
    return this.#withNetwork(network, `measure ${network.run.id}`, async (engine) => {
      this.#measuring = tell;
      const reply = await engine.order('measure', { closing: true, request });
      this.#measuring = null;
      return reply;
    });
  }

  /** Pairs of a configuration, paired as its training would. */
  pairs(order: EngineOrders['pairs']['order']): Promise<Reply<PairsResult>> {
    return this.#add(null, (engine) => engine.order('pairs', order));
  }

  bench(request: BenchRequest): Promise<Reply<BenchResult>> {
    return this.#add(null, (engine) => engine.order('bench', { request }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#engine?.end();
  }

  #withNetwork<T>(
    network: Network,
    topic: string | null,
    ask: (engine: EngineProcess) => Promise<Reply<T>>,
  ): Promise<Reply<T>> {
    return this.#add(topic, async (engine) => {
      if (this.#loadedKey !== network.key) {
        const loaded = await engine.order('load', {
          config: network.run.config,
          parameters: network.parameters(),
          files: filesOf(this.#context.store, network.run.config, network.run.name),
        });
        if (!loaded.ok) return loaded;
        this.#loadedKey = network.key;
      }
      return ask(engine);
    });
  }

  #add<T>(topic: string | null, ask: (engine: EngineProcess) => Promise<Reply<T>>): Promise<Reply<T>> {
    return new Promise((resolve, reject) => {
      for (const old of this.#jobs.filter((job) => topic !== null && job.topic === topic)) old.refuse(SUPERSEDED);
      this.#jobs = this.#jobs.filter((job) => topic === null || job.topic !== topic);
      this.#jobs.push({
        topic,
        run: async (engine, last) => {
          try {
            const reply = await ask(engine);
            if (!reply.ok && reply.error.code === 'engine-gone' && !last) return false;
            resolve(reply);
          } catch (error) {
            reject(error);
          }
          return true;
        },
        refuse: resolve,
      });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
        await this.#serve(job);
      }
    } finally {
      this.#working = false;
    }
  }

  async #serve(job: Job): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && !this.#closed; attempt++) {
      const engine = this.#start();
      if (!(await engine.ready)) break;
      // An engine that was killed is started again and asked once more.
      if (await job.run(engine, attempt === ATTEMPTS - 1)) return;
    }
    job.refuse(fail('engine-gone', 'The engine that samples runs could not be started. Run doctor to see why.'));
  }

  #start(): EngineProcess {
    if (this.#engine && !this.#engine.isGone) return this.#engine;
    const { announce } = this.#context;
    this.#loadedKey = null;
    this.#backend = null;
    announce({ kind: 'engine', state: 'starting', backend: null, message: null });
    const engine = new EngineProcess(this.#context.engine, {
      event: (event) => {
        if (event.kind === 'measuring') this.#measuring?.(event.share);
        if (event.kind !== 'ready') return;
        this.#backend = event.backend;
        announce({ kind: 'engine', state: 'ready', backend: event.backend, message: null });
      },
      exit: ({ message }) => {
        if (this.#closed) return;
        const words = message ? `The sampling engine stopped: ${message}` : 'The sampling engine stopped.';
        announce({
          kind: 'engine',
          state: 'gone',
          backend: null,
          message: `${words} It starts again when it is needed.`,
        });
      },
    });
    this.#engine = engine;
    return engine;
  }
}
