/** Turns requests into stored, waiting runs. */
import { randomUUID } from 'node:crypto';
import { parameterCount } from '../shared/model/parameters.ts';
import type { RunId, StudyId, SweepId } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import type { RunRequest } from '../shared/studio-protocol.ts';
import { freeName, freeSlot, suggestedName } from './names.ts';
import { requireFiles } from './own-data.ts';
import type { StudioContext } from './studio-context.ts';
import { requireTeacher } from './teacher.ts';

/** 48 random bits: short enough to type, and no clash in any library. */
export const newId = () => randomUUID().replaceAll('-', '').slice(0, 12);

/** All of them or none. Returns the ids in the order of the requests. */
export function addRuns(
  context: StudioContext,
  requests: readonly RunRequest[],
  studyId: StudyId | null,
  sweepId: SweepId | null = null,
): RunId[] {
  const { store, owner } = context;
  return store.atomically(() => {
    const names = new Set(store.runs.names());
    return requests.map(({ name, config }) => {
      if (name !== null && names.has(name)) {
        throw new UserError('bad-input', `There is already a run named ${name}. Choose another name.`);
      }
      requireFiles(store, config);
      if (config.coupling.kind === 'reflow') requireTeacher(context, config, studyId);
      const id = newId();
      const finalName = name ?? freeName(suggestedName(config), names);
      names.add(finalName);
      const slot = freeSlot(store.runs.slots());
      const createdAt = Date.now();
      store.runs.insert({
        id,
        name: finalName,
        studyId,
        slot,
        config,
        parameterCount: parameterCount(config),
        owner,
        createdAt,
        sweepId,
      });
      store.events.write('created', id, null);
      return id;
    });
  });
}

/** The study of that name, made if there is none. */
export function studyNamed({ store }: StudioContext, name: string | null): StudyId | null {
  if (name === null) return null;
  const known = store.studies.named(name);
  if (known) return known.id;
  const study = { id: newId(), name, preset: null, createdAt: Date.now() };
  store.studies.insert(study);
  return study.id;
}
