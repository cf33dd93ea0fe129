/** Orders that keep the library in order; what goes wrong becomes a message, and what hides runs can be undone. */
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { TrashedRun } from '../../shared/protocol/library.ts';
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { lostTags } from './lost-tags.ts';
import { isLive } from './run-words.ts';
import { session } from './session.svelte.ts';

const idsOf = (runs: readonly RunSummary[]): RunId[] => runs.map((run) => run.id);
const named = (runs: readonly RunSummary[]) => (runs.length === 1 ? (runs[0]?.name ?? '') : plural(runs.length, 'run'));

function told(reply: { readonly ok: boolean; readonly error?: { readonly message: string } }): boolean {
  if (!reply.ok) session.toast('error', reply.error?.message ?? 'The studio did not answer. Your runs are kept.');
  return reply.ok;
}

/** Adds and takes away tags; those taken away can be brought back to the runs that had them. */
export async function tagRuns(
  runs: readonly RunSummary[],
  change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<boolean> {
  const { add = [], remove = [] } = change;
  const lost = lostTags(runs, remove);
  if (!told(await call('runs.tag', { ids: idsOf(runs), add: [...add], remove: [...remove] }))) return false;
  const words = [...add.map((tag) => `tagged ${tag}`), ...remove.map((tag) => `tag ${tag} taken away`)].join(', ');
  if (lost.length === 0) {
    session.announce(`${named(runs)}: ${words}`);
    return true;
  }
  session.toast('info', `${named(runs)}: ${words}`, null, {
    label: 'Undo',
    run: () => {
      for (const { tag, ids } of lost) void call('runs.tag', { ids: [...ids], add: [tag], remove: [] }).then(told);
    },
  });
  return true;
}

/** Writes a note; the one that it replaces can be brought back. */
export async function writeNote({ id, name, note: before }: RunSummary, text: string): Promise<boolean> {
  if (!told(await call('runs.note', { id, text }))) return false;
  session.toast('info', `Note of ${name} ${text.trim() === '' ? 'removed' : 'saved'}`, null, {
    label: 'Undo',
    run: () => void call('runs.note', { id, text: before }).then(told),
  });
  return true;
}

/** Pins all, or takes the pins away when all have one. */
export async function togglePin(runs: readonly RunSummary[]): Promise<void> {
  if (runs.length === 0) return;
  const pinned = !runs.every((run) => run.pinned);
  if (told(await call('runs.pin', { ids: idsOf(runs), pinned }))) {
    session.announce(`${named(runs)} ${pinned ? 'pinned as baseline' : 'not pinned any more'}`);
  }
}

/** Puts runs away or takes them back, with Undo. What waits or trains is named instead. */
export async function archiveRuns(runs: readonly RunSummary[], archived: boolean): Promise<boolean> {
  const busy = archived ? runs.filter((run) => isLive(run) || run.status === 'queued') : [];
  const [first] = busy;
  if (first) {
    session.toast('info', `${first.name} is ${first.status}`, 'It can be archived when it is over.');
    return false;
  }
  if (!told(await call('runs.archive', { ids: idsOf(runs), archived }))) return false;
  session.toast('info', `${named(runs)} ${archived ? 'archived' : 'taken out of the archive'}`, null, {
    label: 'Undo',
    run: () => void call('runs.archive', { ids: idsOf(runs), archived: !archived }).then(told),
  });
  return true;
}

/** Bytes that the runs take; null when the studio cannot say. */
export async function sizeOf(runs: readonly RunSummary[]): Promise<number | null> {
  if (runs.length === 0) return 0;
  const reply = await call('runs.size', { ids: idsOf(runs) });
  return reply.ok ? reply.value.bytes : null;
}

export async function readTrash(): Promise<readonly TrashedRun[] | null> {
  const reply = await call('trash.list', {});
  return told(reply) && reply.ok ? reply.value : null;
}

/** Removes everything in the trash for good. */
export async function emptyTrash(ids: readonly RunId[]): Promise<boolean> {
  const reply = await call('trash.empty', { ids: [...ids] });
  if (!told(reply) || !reply.ok) return false;
  session.announce(`${plural(reply.value.removed, 'run')} removed for good`);
  return true;
}
