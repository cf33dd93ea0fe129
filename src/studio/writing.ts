/** What may be asked of a library that can only be read: the door refuses the rest before anything starts. */
import type { Failure } from '../shared/result.ts';
import type { StudioCommandName, StudioInput } from '../shared/studio-protocol.ts';
import { storeFailure } from './store/failure.ts';
import { readOnlyRefusal } from './store/obstacle.ts';
import { isDamage, sqliteCode } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

type Writes<K extends StudioCommandName> = boolean | ((input: StudioInput<K>) => boolean);

/** True for commands whose whole point is a change. What others note by the way is left out where it cannot be kept. */
const WRITES: { readonly [K in StudioCommandName]: Writes<K> } = {
  'machine.check': false,
  'machine.graphics': false,
  'runs.list': false,
  'runs.packed': false,
  'runs.show': false,
  'runs.rename': true,
  'runs.delete': true,
  'runs.restore': true,
  'runs.open': false,
  'runs.losses': false,
  'runs.clock': false,
  'runs.snapshots': false,
  'runs.snapshot': false,
  'runs.metrics': false,
  'runs.history': false,
  'runs.data': false,
  'runs.sample': false,
  'runs.field': false,
  'runs.likelihood': false,
  'runs.path-density': false,
  'runs.lab': false,
  'runs.parameters': false,
  'runs.measure': false,
  'runs.evaluate': true,
  'runs.tag': true,
  'runs.note': true,
  'runs.pin': true,
  'runs.archive': true,
  'runs.size': false,
  'pairs.preview': false,
  'queue.add': true,
  'queue.pause': true,
  'queue.resume': true,
  'queue.stop': true,
  'queue.remove': true,
  'queue.move': true,
  'queue.hold': true,
  'queue.limit': ({ trainings }) => trainings !== null,
  'data.import': true,
  'data.list': false,
  'data.read': false,
  'data.delete': true,
  'study.start': true,
  'sweeps.list': false,
  'sweep.start': true,
  'transfer.export': false,
  'transfer.import': true,
  // Runs that are there are shown; adding others is refused by the store.
  'transfer.open': false,
  'transfer.replay': false,
  'trash.list': false,
  'trash.empty': true,
  'library.lastOpened': false,
  'library.filters': ({ filters }) => filters !== null,
};

/** Why a command is not even begun; null when it may run. */
export function refusedWriting<K extends StudioCommandName>(
  store: Store,
  command: K,
  input: StudioInput<K>,
): Failure | null {
  if (store.readOnly === null) return null;
  const writes: Writes<K> = WRITES[command];
  if (typeof writes === 'function' ? writes(input) : writes) {
    return { code: 'read-only', message: readOnlyRefusal(store.readOnly) };
  }
  if (!store.isStale()) return null;
  const message =
    'Another program changed this library while it was read here. Nothing was lost; open it again to see it as it is now.';
  return { code: 'unavailable', message };
}

/** Failures that mean something else where nothing can be written; null for all others. */
export function readOnlyFailure({ readOnly, files }: Store, error: unknown): Failure | null {
  if (readOnly === null) return null;
  if (sqliteCode(error)?.startsWith('SQLITE_READONLY')) {
    return { code: 'read-only', message: readOnlyRefusal(readOnly) };
  }
  if (!isDamage(error)) return null;
  const code = storeFailure(error)?.code ?? 'library-damaged';
  const message = `Part of the library is damaged, or somebody changed it while it was read. It cannot be mended: ${readOnly.reason}. Its backups lie in ${files.backups}.`;
  return { code, message };
}
