/** Orders to the queue; what goes wrong becomes a message, and every loss can be undone. */
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunRequest } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { freeName } from './free-name.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

/** Waiting runs in order. Until the studio has told its order, the order in which they were made. */
export function waitingRuns(): readonly RunSummary[] {
  const queued = library.runs.filter((run) => run.status === 'queued');
  const place = (run: RunSummary) => {
    const index = library.waiting.indexOf(run.id);
    return index === -1 ? library.waiting.length : index;
  };
  return queued.toSorted((a, b) => place(a) - place(b) || a.createdAt - b.createdAt);
}

/** Adds runs; `next`: before everything else that waits, and a held queue is released. Ids of the runs, or null when refused. */
export async function addRuns(
  runs: readonly RunRequest[],
  { next }: { next: boolean },
): Promise<readonly RunId[] | null> {
  const first = waitingRuns()[0]?.id ?? null;
  const reply = await call('queue.add', { runs: [...runs], study: null });
  if (!reply.ok) return refused(reply.error.message);
  if (next && first !== null) {
    for (const id of reply.value) await move(id, first);
  }
  if (next && library.held) await holdQueue(false);
  return reply.value;
}

/** Puts a waiting run before another one, or last. */
export async function move(id: RunId, before: RunId | null): Promise<void> {
  const reply = await call('queue.move', { id, before });
  if (!reply.ok) session.toast('error', reply.error.message);
}

export async function holdQueue(held: boolean): Promise<void> {
  const reply = await call('queue.hold', { held });
  if (!reply.ok) session.toast('error', reply.error.message);
  else session.announce(held ? 'Queue held' : 'Queue released');
}

/** Takes a waiting run out and offers Undo. */
export async function removeWaiting(run: RunSummary): Promise<void> {
  if (!(await library.order('queue.remove', run.id))) return;
  session.toast('info', `${run.name} removed from the queue`, null, {
    label: 'Undo',
    run: () => void library.restore([run.id]),
  });
}

/** The same settings once more, as a new run. */
export async function trainAgain(run: RunSummary): Promise<void> {
  const name = freeName(
    run.name,
    library.runs.map((other) => other.name),
  );
  const ids = await addRuns([{ name, config: run.config }], { next: true });
  if (ids) session.announce(`${name}: queued, ${plural(run.config.steps, 'step')}`);
}

function refused(message: string): null {
  session.toast('error', message);
  return null;
}
