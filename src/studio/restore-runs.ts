/** Runs out of the trash. */
import type { StudioInput } from '../shared/studio-protocol.ts';
import type { StudioParts } from './handlers/handler.ts';
import { freeName, freeSlot } from './names.ts';
import { announceRun, storedRun } from './studio-context.ts';

/** Brings deleted runs back; those that are not deleted stay as they are. */
export function restoreRuns({ context, queue }: StudioParts, { ids }: StudioInput<'runs.restore'>): null {
  const { store, owner } = context;
  store.atomically(() => {
    const names = new Set(store.runs.names());
    for (const id of ids) {
      const { summary, deletedAt } = storedRun(context, id);
      if (deletedAt === null) continue;
      const slots = store.runs.slots();
      const slot = slots.includes(summary.slot) ? freeSlot(slots) : summary.slot;
      // Another run may have taken the name in the meantime.
      const name = freeName(summary.name, names);
      names.add(name);
      store.runs.update(id, { deletedAt: null, name, slot, owner: summary.status === 'queued' ? owner : null });
      store.events.write('restored', id, null);
    }
  });
  for (const id of ids) announceRun(context, id);
  queue.fill();
  return null;
}
