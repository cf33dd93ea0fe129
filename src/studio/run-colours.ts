import type { ColourSlot, RunId, RunSummary } from '../shared/model/records.ts';
import { freeSlot } from './names.ts';
import { announceRun, type StudioContext, visibleRun } from './studio-context.ts';

/** Runs that each studio opened, the last one at the end. */
const opened = new WeakMap<StudioContext, Set<RunId>>();

const LAST_OPENED = 'lastOpened';

/** The run that was looked at last, also before this start; null when there is none or it is gone. */
export function lastOpened({ store }: StudioContext): RunId | null {
  const id = store.settings.read(LAST_OPENED);
  const run = typeof id === 'string' ? store.runs.read(id) : null;
  return run?.deletedAt === null ? run.summary.id : null;
}

/**
 * Gives an opened run a colour: a free one, otherwise that of the run that was looked at longest ago, which turns grey
 * until it is opened again. Pinned runs and those in work keep theirs; when all eight do, the run stays grey.
 */
export function colourOf(context: StudioContext, id: RunId): ColourSlot {
  const run = visibleRun(context, id);
  // Colours are kept with the runs: where nothing can be written, they stay as they are.
  if (context.store.readOnly !== null) return run.slot;
  const seen = opened.get(context) ?? new Set<RunId>();
  opened.set(context, seen);
  // A set keeps the order of insertion.
  seen.delete(id);
  seen.add(id);
  if (context.store.settings.read(LAST_OPENED) !== id) context.store.settings.write(LAST_OPENED, id);
  if (run.slot !== 0) return run.slot;
  const { store } = context;
  const free = freeSlot(store.runs.slots());
  const giver = free === 0 ? longestUnseen(store.runs.list(), [...seen]) : null;
  const slot = giver?.slot ?? free;
  if (slot === 0) return 0;
  store.atomically(() => {
    if (giver) store.runs.update(giver.id, { slot: 0 });
    store.runs.update(id, { slot });
  });
  if (giver) announceRun(context, giver.id);
  announceRun(context, id);
  return slot;
}

/** `seen`: runs that were opened, the last one at the end. Runs come in the order of creation. */
export function longestUnseen(
  runs: readonly Pick<RunSummary, 'id' | 'slot' | 'pinned' | 'status'>[],
  seen: readonly RunId[],
): { readonly id: RunId; readonly slot: ColourSlot } | null {
  const givers = runs.filter(({ slot, pinned, status }) => slot !== 0 && !pinned && !IN_WORK.has(status));
  const unseen = givers.find(({ id }) => !seen.includes(id));
  return unseen ?? givers.toSorted((a, b) => seen.indexOf(a.id) - seen.indexOf(b.id))[0] ?? null;
}

const IN_WORK: ReadonlySet<string> = new Set(['training', 'paused']);
