/** The studio: a library, its queue and its engines behind one typed door. The window and the command line use it. */
import type { BenchRequest, BenchResult } from '../shared/engine-protocol.ts';
import { type Failure, fail, type Reply } from '../shared/result.ts';
import {
  type StudioCommandName,
  type StudioEvent,
  type StudioInput,
  type StudioResults,
  studioInputs,
} from '../shared/studio-protocol.ts';
import { runCommand } from './commands.ts';
import { type EngineProgram, engineProgram } from './engine-program.ts';
import type { StudioParts } from './handlers/handler.ts';
import { LibraryWatch } from './library-watch.ts';
import { settleOrphans, showOrphans } from './orphans.ts';
import { enterLibrary, type Presence } from './presence.ts';
import { SamplingEngine } from './sampling.ts';
import { storeFailure } from './store/failure.ts';
import { readOnlyBanner, readOnlyRefusal } from './store/obstacle.ts';
import { openLibrary, readInstead } from './store/open-library.ts';
import type { Store } from './store/store.ts';
import type { StudioContext } from './studio-context.ts';
import { Queue, rememberedLimit } from './training-queue.ts';
import { readOnlyFailure, refusedWriting } from './writing.ts';

export type StudioOptions = {
  /** Folder of the library; it is made when it is missing. */
  readonly library: string;
  /** Trainings at once; without it, what the library remembers. */
  readonly concurrency?: number;
  /** True for the window: runs that a studio left waiting are taken over. */
  readonly adoptsQueue?: boolean;
  readonly engine?: EngineProgram;
};

export type Studio = {
  readonly library: string;
  /** What is said of a library that can only be read, and to whoever would change it; null as a rule. */
  readonly readOnly: { readonly banner: string; readonly refusal: string } | null;
  call<K extends StudioCommandName>(command: K, input: StudioInput<K>): Promise<Reply<StudioResults[K]>>;
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Measures this machine's speed; for the command line, so not a command of the window. */
  bench(request: BenchRequest): Promise<Reply<BenchResult>>;
  /** Ends trainings (resumable), takes a backup if something changed, and closes the library. */
  close(): Promise<void>;
  /** Process ids of the engines that live now. */
  enginePids(): number[];
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens a library, to read it alone where it cannot be written. Throws a `UserError` whose sentence says what to do. */
export async function openStudio(options: StudioOptions, open = openLibrary): Promise<Studio> {
  const presence = enterLibrary(options.library);
  const storeOptions = { folder: options.library, now: Date.now, usedElsewhere: presence.othersAreOpen };
  try {
    const store = await open(storeOptions);
    try {
      return startedOn(options, presence, store);
    } catch (error) {
      // A full disk or a forbidden folder may let a library open and refuse the first write.
      const reading = store.readOnly === null ? readInstead(storeOptions, error) : null;
      if (reading === null) throw error;
      return startedOn(options, presence, reading);
    }
  } catch (error) {
    presence.leave();
    throw storeFailure(error, options.library) ?? error;
  }
}

function startedOn(options: StudioOptions, presence: Presence, store: Store): Studio {
  try {
    return startStudio(options, presence, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The studio of an open store. */
export function startStudio(options: StudioOptions, presence: Presence, store: Store): Studio {
  const adopts = options.adoptsQueue ?? false;
  const listeners = new Set<(event: StudioEvent) => void>();
  const readOnly = store.readOnly && {
    banner: readOnlyBanner(store.readOnly),
    refusal: readOnlyRefusal(store.readOnly),
  };
  const early: StudioEvent[] = [
    { kind: 'access', readOnly: readOnly?.banner ?? null },
    ...store.notices.map((message) => ({ kind: 'notice', level: 'warning', message }) as const),
  ];
  const announce = (event: StudioEvent) => {
    for (const listener of listeners) listener(event);
  };
  const context: StudioContext = {
    store,
    engine: options.engine ?? engineProgram(),
    owner: presence.token,
    shownInstead: new Map(),
    announce,
  };
  if (store.readOnly !== null) showOrphans(context);
  else startUpkeep(context, presence, adopts);
  const queue = new Queue(context, options.concurrency ?? rememberedLimit(context));
  const sampling = new SamplingEngine(context);
  const parts: StudioParts = { context, queue, sampling, library: options.library };
  queue.fill();
  const watch = adopts ? new LibraryWatch(context, queue) : null;
  const daily = setInterval(() => {
    store.backup('daily').catch((error: unknown) => noteFailedBackup(context, error));
  }, DAY_MS);
  daily.unref();
  let closing: Promise<void> | null = null;
  return {
    library: options.library,
    readOnly,
    call: (command, input) => answer(parts, command, input),
    bench: (request) => sampling.bench(request),
    subscribe(listener) {
      listeners.add(listener);
      for (const event of early.splice(0)) queueMicrotask(() => listener(event));
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(daily);
      watch?.close();
      closing ??= closeAll(parts, presence);
      return closing;
    },
    enginePids: () => [...queue.enginePids, ...(sampling.pid === undefined ? [] : [sampling.pid])],
  };
}

function startUpkeep(context: StudioContext, presence: Presence, adopts: boolean): void {
  if (!presence.othersAreOpen()) context.store.tidy();
  settleOrphans(context, adopts);
}

async function closeAll({ context, queue, sampling }: StudioParts, presence: Presence): Promise<void> {
  await queue.close();
  await sampling.close();
  // A backup that fails must not keep the window from closing; the library itself is intact.
  await context.store.backup('closing').catch((error: unknown) => noteFailedBackup(context, error));
  context.store.close();
  presence.leave();
}

function noteFailedBackup({ store }: StudioContext, error: unknown): void {
  try {
    store.events.write('backup-failed', null, error instanceof Error ? error.message : String(error));
  } catch (refused) {
    // A disk that is full for the backup is full for the log too; closing must go on.
    if (storeFailure(refused) === null) throw refused;
  }
}

/** The door: parses the input, runs the command, and turns expected failures into replies. */
async function answer<K extends StudioCommandName>(
  parts: StudioParts,
  command: K,
  input: unknown,
): Promise<Reply<StudioResults[K]>> {
  if (!Object.hasOwn(studioInputs, command)) return fail('bad-input', `There is no command ${String(command)}.`);
  const parsed = studioInputs[command].safeParse(input);
  if (!parsed.success) return { ok: false, error: inputFailure(command, parsed.error.issues) };
  const { store } = parts.context;
  const refusal = refusedWriting(store, command, parsed.data as StudioInput<K>);
  if (refusal !== null) return { ok: false, error: refusal };
  try {
    return await runCommand(parts, command, parsed.data as StudioInput<K>);
  } catch (error) {
    store.noteFailure(error);
    const failure = readOnlyFailure(store, error) ?? storeFailure(error, store.files.folder);
    if (!failure) throw error;
    return { ok: false, error: { code: failure.code, message: failure.message } };
  }
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function inputFailure(command: string, issues: readonly Issue[]): Failure {
  const [issue] = issues;
  const place = issue?.path.length ? `${issue.path.map(String).join('.')}: ` : '';
  return { code: 'bad-input', message: `${command}: ${place}${issue?.message ?? 'the input is not as it should be'}` };
}
