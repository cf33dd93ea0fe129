/** One engine as seen from the studio: a child process with typed orders and events. */
import { type ChildProcess, fork } from 'node:child_process';
import type { EngineEvent, EngineOrderName, EngineOrders } from '../shared/engine-protocol.ts';
import type { BackendInfo } from '../shared/model/records.ts';
import { fail, type Reply } from '../shared/result.ts';
import type { EngineProgram } from './engine-program.ts';

/** Why an engine is no more. */
export type EngineExit = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly message: string | null;
};

export type EngineListener = {
  event(event: EngineEvent): void;
  /** Called once, after the last event. */
  exit(exit: EngineExit): void;
};

/**
 * TensorFlow's chatter is kept down. glibc gives each of its threads an own arena, which it never returns: with two of them
 * 100,000 steps grow less, at the same speed; with one, small batches train 40 % slower.
 */
const ENGINE_ENVIRONMENT = { TF_CPP_MIN_LOG_LEVEL: '2', MALLOC_ARENA_MAX: '2' } as const;

type Waiting = (reply: Reply<unknown>) => void;

const GONE = 'The training engine stopped before it answered. Everything recorded is kept; try again.';
const END_LIMIT_MS = 3000;

export class EngineProcess {
  /** The backend once the engine is ready, or null when it never will be. */
  readonly ready: Promise<BackendInfo | null>;
  /** performance.now() of the last message. */
  lastHeard = performance.now();
  readonly #child: ChildProcess;
  readonly #listener: EngineListener;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #failure: string | null = null;
  #nextId = 1;
  #gone = false;
  #unreachable = false;
  #letGo = false;

  constructor(program: EngineProgram, listener: EngineListener) {
    this.#listener = listener;
    this.#child = fork(program.script, [], {
      execPath: program.node,
      execArgv: [],
      // JSON would turn a Float32Array into an object and NaN into null.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Its own process group: Ctrl-C in a terminal is for the studio, which stops trainings in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...ENGINE_ENVIRONMENT, ...process.env, ...program.environment },
    });
    const lines: string[] = [];
    this.#child.stderr?.on('data', (data: Buffer) => {
      // The last words of a native crash are the only reason there is.
      lines.push(data.toString());
      while (lines.length > 20) lines.shift();
    });
    let settleReady: (backend: BackendInfo | null) => void = () => undefined;
    this.ready = new Promise((resolve) => {
      settleReady = resolve;
    });
    this.#child.on('message', (message) => {
      const event = message as EngineEvent;
      if (event.kind === 'ready') settleReady(event.backend);
      this.#receive(event);
    });
    this.#exited = new Promise((resolve) => {
      const end = (exit: EngineExit) => {
        if (this.#gone) return;
        this.#gone = true;
        settleReady(null);
        for (const answer of this.#waiting.values()) answer(fail('engine-gone', GONE));
        this.#waiting.clear();
        this.#listener.exit(exit);
        resolve();
      };
      this.#child.on('error', (error) => end({ code: null, signal: null, message: error.message }));
      const ended = (code: number | null, signal: string | null) =>
        end({ code, signal, message: this.#failure ?? lastWords(lines) });
      // `exit` may come before the last messages and the last words have been read; `close` comes after both, but
      // never for a channel that this side has closed.
      this.#child.on('close', ended);
      this.#child.on('exit', (code, signal) => {
        if (this.#letGo) ended(code, signal);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** It can never answer again: a killed process refuses messages a moment before its exit is known. */
  get isGone(): boolean {
    return this.#gone || this.#unreachable || !this.#child.connected;
  }

  /** Sends an order and waits for its answer. */
  order<K extends EngineOrderName>(
    kind: K,
    order: EngineOrders[K]['order'],
  ): Promise<Reply<EngineOrders[K]['result']>> {
    return new Promise((resolve) => {
      if (this.#gone || !this.#child.connected) {
        resolve(fail('engine-gone', GONE));
        return;
      }
      const id = this.#nextId++;
      // The map's types pair each order with its result; the envelope cannot.
      this.#waiting.set(id, resolve as Waiting);
      this.#child.send({ ...order, kind, id }, (error) => {
        if (error === null) return;
        this.#unreachable = true;
        this.#waiting.delete(id);
        resolve(fail('engine-gone', GONE));
      });
    });
  }

  /** Lets the engine end by itself, and kills one that does not. */
  async end(): Promise<void> {
    if (this.#gone) return;
    this.#letGo = true;
    if (this.#child.connected) this.#child.disconnect();
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), END_LIMIT_MS);
    await this.#exited;
    clearTimeout(killer);
  }

  async kill(): Promise<void> {
    if (this.#gone) return;
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #receive(event: EngineEvent): void {
    this.lastHeard = performance.now();
    if (event.kind === 'reply') {
      const answer = this.#waiting.get(event.id);
      this.#waiting.delete(event.id);
      answer?.(event.reply);
      return;
    }
    if (event.kind === 'failed') this.#failure = event.error.message;
    this.#listener.event(event);
  }
}

/** The last line that says something, without TensorFlow's start-up chatter. */
function lastWords(lines: readonly string[]): string | null {
  const words = lines
    .join('')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(WARNING|[IW]\d{4} |\(Use `node)|DeprecationWarning/.test(line));
  return words.at(-1)?.slice(0, 300) ?? null;
}
