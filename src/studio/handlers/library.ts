/** Tags, notes, pins, the archive and the trash; sweeps and how many trainings run at once. */

import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { libraryInputs, SavedFilter, TrashedRun } from '../../shared/protocol/library.ts';
import { MOST_TAGS } from '../../shared/protocol/library.ts';
import { packRuns } from '../../shared/query/packed-runs.ts';
import { UserError } from '../../shared/result.ts';
import { planSweep } from '../../shared/sweep/plan.ts';
import { freeName, suggestedName } from '../names.ts';
import { addRuns, newId, studyNamed } from '../new-runs.ts';
import { lastOpened } from '../run-colours.ts';
import type { RunPatch } from '../store/run-row.ts';
import { allRuns, announceRun, asShown, type StudioContext, visibleRun } from '../studio-context.ts';
import { threadsEach } from '../threads.ts';
import type { Handler } from './handler.ts';

const FILTERS_SETTING = 'filters';

export const LIBRARY_HANDLERS: { readonly [K in keyof typeof libraryInputs]: Handler<K> } = {
  'runs.tag': ({ context }, { ids, add, remove }) =>
    change(context, ids, 'tagged', (run) => {
      const kept = run.tags.filter((tag) => !remove.includes(tag));
      const tags = [...new Set([...kept, ...add])].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      if (tags.length > MOST_TAGS)
        throw new UserError('bad-input', `${run.name} would have more than ${MOST_TAGS} tags.`);
      return tags.join() === run.tags.join() ? {} : { tags };
    }),
  'runs.note': ({ context }, { id, text }) => {
    // Spaces at the end of a line are a break in Markdown, but at the very end they are nothing.
    const note = text.trimEnd();
    return change(context, [id], 'note', (run) => (run.note === note ? {} : { note }));
  },
  'runs.packed': ({ context }, { newest }) => {
    const { runs } = context.store;
    const wanted =
      newest === null || runs.count() <= newest
        ? allRuns(context)
        : runs.newest(newest, lastOpened(context)).map((run) => asShown(context, run));
    return { ...packRuns(wanted), total: runs.count() };
  },
  'runs.pin': ({ context }, { ids, pinned }) =>
    change(context, ids, pinned ? 'pinned' : 'unpinned', (run) => (run.pinned === pinned ? {} : { pinned })),
  'runs.archive': ({ context, queue }, { ids, archived }) => {
    const now = Date.now();
    return change(context, ids, archived ? 'archived' : 'unarchived', (run) => {
      if (archived && (run.status === 'queued' || run.status === 'training' || run.status === 'paused')) {
        queue.requireOwn(run.id);
        throw new UserError('wrong-state', `${run.name} is ${run.status}, so it cannot be archived yet.`);
      }
      if ((run.archivedAt !== null) === archived) return {};
      return { archivedAt: archived ? now : null };
    });
  },
  'runs.size': ({ context }, { ids }) => ({ bytes: context.store.sizes.of(ids) }),
  'trash.list': ({ context }) =>
    context.store.runs
      .trash()
      .flatMap(({ summary, deletedAt }): TrashedRun[] => (deletedAt === null ? [] : [{ run: summary, deletedAt }])),
  'trash.empty': ({ context }, { ids }) => {
    const { store } = context;
    const before = new Set(store.runs.trash().map(({ summary }) => summary.id));
    const other = ids?.find((id) => !before.has(id));
    if (other !== undefined)
      throw new UserError('not-found', `There is no run ${other} in the trash. Nothing was removed.`);
    const removed = store.emptyTrash(ids);
    if (removed > 0) store.events.write('trash-emptied', null, `${removed} runs`);
    return { removed };
  },
  'library.lastOpened': ({ context }) => lastOpened(context),
  'library.filters': ({ context }, { filters }) => {
    const { settings } = context.store;
    if (filters !== null) settings.write(FILTERS_SETTING, filters);
    // Written by this handler only, after its input was parsed.
    return (filters ?? settings.read(FILTERS_SETTING) ?? []) as SavedFilter[];
  },
  'sweeps.list': ({ context }) => context.store.sweeps.list(),
  'sweep.start': ({ context, queue }, { name, study, tags, ...request }) => {
    const { store } = context;
    const base = name ?? suggestedName(request.config);
    const plan = planSweep(base, request);
    const sweepId = newId();
    const started = store.atomically(() => {
      const title = study ?? freeName(`${base} sweep`, new Set(store.studies.names()));
      const studyId = studyNamed(context, title);
      store.sweeps.insert({ id: sweepId, name: title, axes: plan.axes, createdAt: Date.now() });
      const names = new Set(store.runs.names());
      const runs = plan.runs.map((run) => {
        const free = freeName(run.name, names);
        names.add(free);
        return { name: free, config: run.config };
      });
      const runIds = addRuns(context, runs, studyId, sweepId);
      if (tags.length > 0) for (const id of runIds) store.runs.update(id, { tags: [...new Set(tags)].sort() });
      return { studyId, runIds };
    });
    for (const id of started.runIds) announceRun(context, id);
    queue.fill();
    return { sweepId, ...started };
  },
  'queue.limit': ({ queue }, { trainings }) => {
    if (trainings !== null) queue.setLimit(trainings);
    return { trainings: queue.limit, threadsEach: threadsEach(queue.limit) };
  },
};

/** Changes all runs or none, and tells those that changed. */
function change(
  context: StudioContext,
  ids: readonly RunId[],
  event: string,
  patchOf: (run: RunSummary) => RunPatch,
): null {
  const { store } = context;
  const changed: RunId[] = [];
  store.atomically(() => {
    for (const id of new Set(ids)) {
      const patch = patchOf(visibleRun(context, id));
      if (Object.keys(patch).length === 0) continue;
      store.runs.update(id, patch);
      store.events.write(event, id, null);
      changed.push(id);
    }
  });
  for (const id of changed) announceRun(context, id);
  return null;
}
