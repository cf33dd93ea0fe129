/** The studio as seen from main: a child process that is asked, tells, may die and can be started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { assertNever } from '../shared/assert-never.ts';
import type { WindowEvent } from '../shared/ipc.ts';
import { type Failure, fail, type Reply, succeed } from '../shared/result.ts';
import type { StudioMessage, StudioRequest } from '../shared/studio-channel.ts';
import type { StudioCommandName, StudioInput, StudioResults } from '../shared/studio-protocol.ts';
import { answerLimitMs } from './answer-limit.ts';
import type { StudioProgram } from './studio-program.ts';

const EXIT_LIMIT_MS = 5_000;
const LOST =
  'The studio process stopped. Everything recorded up to then is kept. Restart it to go on; training resumes from its last checkpoint.';

type StudioEventListener = (event: WindowEvent) => void;
type Waiting = { readonly answer: (reply: Reply<unknown>) => void; readonly limit: NodeJS.Timeout | null };

export class StudioProcess {
  readonly #program: StudioProgram;
  readonly #tell: StudioEventListener;
  #life: StudioLife | null = null;

  constructor(program: StudioProgram, tell: StudioEventListener) {
    this.#program = program;
    this.#tell = tell;
  }

  start(): void {
    this.#life ??= new StudioLife(this.#program, this.#tell);
  }

  /** Waits while the studio starts; answers with a failure when it is gone. */
  async call<K extends StudioCommandName>(command: K, input: StudioInput<K>): Promise<Reply<StudioResults[K]>> {
    if (this.#life === null) return fail('unavailable', LOST);
    // The studio's results are typed by the command; the envelope cannot know which one it carries.
    return (await this.#life.call(command, input)) as Reply<StudioResults[K]>;
  }

  /** Ends a studio that still lives, then starts a new one and waits until it can be asked. */
  async restart(): Promise<Reply<null>> {
    await this.close();
    this.start();
    const failure = this.#life === null ? null : await this.#life.started;
    return failure === null ? succeed(null) : { ok: false, error: failure };
  }

  /** Lets the studio finish its writing; one that does not end within five seconds is killed. */
  async close(): Promise<void> {
    const life = this.#life;
    this.#life = null;
    await life?.end();
  }
}

/** One child from its fork to its exit. */
class StudioLife {
  /** Null once it is ready, otherwise why it never will be. */
  readonly started: Promise<Failure | null>;
  readonly #child: ChildProcess;
  readonly #tell: StudioEventListener;
  readonly #waiting = new Map<number, Waiting>();
  #settleStart: (failure: Failure | null) => void = () => undefined;
  #settleExit: () => void = () => undefined;
  readonly #exited: Promise<void>;
  #nextId = 1;
  #reason: Failure = { code: 'unavailable', message: LOST };
  #ending = false;
  #gone = false;

  constructor(program: StudioProgram, tell: StudioEventListener) {
    this.#tell = tell;
    this.started = new Promise((resolve) => {
      this.#settleStart = resolve;
    });
    this.#exited = new Promise((resolve) => {
      this.#settleExit = resolve;
    });
    this.#child = fork(program.script, [...program.arguments], {
      execPath: program.node,
      execArgv: [],
      // JSON would turn a Float32Array into an object and NaN into null.
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...program.environment?.() },
    });
    this.#child.on('message', (message) => this.#receive(message as StudioMessage));
    this.#child.on('error', (error) => this.#lose(error));
    this.#child.on('exit', () => this.#lose(null));
    // Without its channel it can never answer again, even if it still runs.
    this.#child.on('disconnect', () => {
      if (!this.#ending) this.#child.kill('SIGKILL');
    });
  }

  async call(command: StudioCommandName, input: unknown): Promise<Reply<unknown>> {
    const failure = await this.started;
    if (failure !== null || this.#gone) return { ok: false, error: failure ?? this.#reason };
    return new Promise((answer) => {
      const id = this.#nextId++;
      const limitMs = answerLimitMs(command);
      const limit =
        limitMs === null
          ? null
          : setTimeout(() => {
              const seconds = limitMs / 1000;
              this.#answer(id, fail('unavailable', `The studio did not answer “${command}” within ${seconds} s.`));
            }, limitMs);
      this.#waiting.set(id, { answer, limit });
      this.#send({ kind: 'call', id, command, input });
    });
  }

  async end(): Promise<void> {
    this.#ending = true;
    if (this.#gone) return;
    this.#send({ kind: 'exit' });
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), EXIT_LIMIT_MS);
    await this.#exited;
    clearTimeout(killer);
  }

  #send(request: StudioRequest): void {
    if (!this.#child.connected) return;
    this.#child.send(request, (error) => {
      // The exit that follows a broken channel answers everyone who waits.
      if (error !== null && !this.#ending) console.error('A request did not reach the studio:', error.message);
    });
  }

  #receive(message: StudioMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#settleStart(null);
        this.#tell({ kind: 'studio', state: 'ready', message: null });
        return;
      case 'failed':
        this.#reason = { code: 'unavailable', message: message.message };
        return;
      case 'reply':
        this.#answer(message.id, message.reply);
        return;
      case 'event':
        this.#tell(message.event);
        return;
      default:
        assertNever(message);
    }
  }

  #answer(id: number, reply: Reply<unknown>): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (waiting.limit !== null) clearTimeout(waiting.limit);
    waiting.answer(reply);
  }

  #lose(error: Error | null): void {
    if (this.#gone) return;
    this.#gone = true;
    if (error !== null) {
      this.#reason = { code: 'unavailable', message: `The studio process could not be started: ${error.message}.` };
    }
    this.#settleStart(this.#reason);
    this.#settleExit();
    for (const id of [...this.#waiting.keys()]) this.#answer(id, { ok: false, error: this.#reason });
    if (!this.#ending) this.#tell({ kind: 'studio', state: 'gone', message: this.#reason.message });
  }
}
