/** Threads that make OT batches ahead of the training. Which thread makes a batch changes nothing in it. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { pointFile } from '../../shared/flow/point-file.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { PairedBatch } from '../coupling/ot-batch.ts';

/** An exact OT batch costs more than the steps it feeds, so half of the cores make pairs, and two where there are two. */
const CORES_A_WORKER = 2;
const FEWEST_WORKERS = 2;
const MOST_WORKERS = 8;

export class PairWorkers {
  readonly #config: RunConfig;
  readonly #made = new Map<number, PairedBatch>();
  #workers: Worker[] = [];
  #asked = -1;
  #waiting: { readonly index: number; resolve(): void; reject(error: Error): void }[] = [];
  #failure: Error | null = null;
  #disposed = false;

  constructor(config: RunConfig) {
    this.#config = config;
  }

  get(index: number): PairedBatch | undefined {
    return this.#made.get(index);
  }

  keep(batch: PairedBatch): void {
    this.#made.set(batch.index, batch);
  }

  forgetBefore(index: number): void {
    for (const known of this.#made.keys()) if (known < index) this.#made.delete(known);
  }

  /** How many batches from `index` on are there; asks for all before `until`. */
  ready(index: number, until: number): number {
    this.#askUntil(index, until);
    let count = 0;
    while (this.#made.has(index + count)) count++;
    return count;
  }

  /** Resolves when a batch that was asked for is there, or when there will be none. */
  async whenMade(index: number): Promise<void> {
    if (this.#made.has(index) || this.#disposed) return;
    if (this.#failure) throw this.#failure;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ index, resolve, reject });
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const worker of this.#workers) void worker.terminate();
    this.#workers = [];
    for (const { resolve } of this.#waiting) resolve();
    this.#waiting = [];
  }

  #askUntil(from: number, until: number): void {
    if (this.#disposed) return;
    if (this.#workers.length === 0) this.#start();
    for (let index = Math.max(from, this.#asked + 1); index < until; index++) {
      this.#workers[index % this.#workers.length]?.postMessage(index);
      this.#asked = index;
    }
  }

  #start(): void {
    const { data, source } = this.#config;
    const files = [pointFile(data.file), pointFile(source.file)].filter((file) => file !== null);
    const cores = availableParallelism();
    const share = Math.max(FEWEST_WORKERS, Math.floor(cores / CORES_A_WORKER));
    const count = Math.min(MOST_WORKERS, cores, share);
    this.#workers = Array.from({ length: count }, () => {
      const worker = new Worker(new URL('./pair-worker.ts', import.meta.url), {
        workerData: { config: this.#config, files },
        execArgv: [],
      });
      worker.on('message', (batch: PairedBatch) => this.#receive(batch));
      worker.on('error', (error: Error) => this.#fail(error));
      // A training that ended must not keep the process.
      worker.unref();
      return worker;
    });
  }

  #receive(batch: PairedBatch): void {
    this.#made.set(batch.index, batch);
    const ready = this.#waiting.filter(({ index }) => index === batch.index);
    this.#waiting = this.#waiting.filter(({ index }) => index !== batch.index);
    for (const { resolve } of ready) resolve();
  }

  #fail(error: Error): void {
    this.#failure = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }
}
