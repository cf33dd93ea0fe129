/** One warm engine that samples stored runs: it keeps the networks it was given and starts again when it dies. */
import type {
  BenchRequest,
  BenchResult,
  FieldRequest,
  SampleRequest,
  SampleResult,
} from '../shared/engine-protocol.ts';
import type { BackendInfo, RunSummary } from '../shared/model/records.ts';
import { fail, type Reply } from '../shared/result.ts';
import { EngineProcess } from './engine-child.ts';
import type { StudioContext } from './studio-context.ts';

/** A network as the engine should hold it: `key` changes with the parameters. */
export type Network = { readonly key: string; readonly run: RunSummary; readonly parameters: () => Float32Array };

type Job = {
  /** A newer job with the same topic makes this one needless. */
  readonly topic: string | null;
  run(engine: EngineProcess): Promise<void>;
  refuse(reply: Reply<never>): void;
};

const SUPERSEDED = fail('wrong-state', 'A newer request took the place of this one.');

export class SamplingEngine {
  readonly #context: StudioContext;
  #engine: EngineProcess | null = null;
  #loadedKey: string | null = null;
  #jobs: Job[] = [];
  #working = false;
  #closed = false;

  constructor(context: StudioContext) {
    this.#context = context;
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

  field(network: Network, request: FieldRequest): Promise<Reply<Float32Array>> {
    return this.#withNetwork(network, `field ${network.run.id}`, (engine) => engine.order('field', { request }));
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
    topic: string,
    ask: (engine: EngineProcess) => Promise<Reply<T>>,
  ): Promise<Reply<T>> {
    return this.#add(topic, async (engine) => {
      if (this.#loadedKey !== network.key) {
        const loaded = await engine.order('load', { config: network.run.config, parameters: network.parameters() });
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
        run: async (engine) => {
          await ask(engine).then(resolve, reject);
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
        const engine = this.#start();
        const backend = await engine.ready;
        if (backend) await job.run(engine);
        else
          job.refuse(fail('engine-gone', 'The engine that samples runs could not be started. Run doctor to see why.'));
      }
    } finally {
      this.#working = false;
    }
  }

  #start(): EngineProcess {
    if (this.#engine && !this.#engine.isGone) return this.#engine;
    const { announce } = this.#context;
    this.#loadedKey = null;
    announce({ kind: 'engine', state: 'starting', backend: null, message: null });
    const engine = new EngineProcess(this.#context.engine, {
      event: (event) => {
        if (event.kind === 'ready') announce({ kind: 'engine', state: 'ready', backend: event.backend, message: null });
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
