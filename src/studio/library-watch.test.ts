/** What a studio notices of the work of others in its library. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { StudioEvent } from '../shared/studio-protocol.ts';
import { LibraryWatch } from './library-watch.ts';
import { showOrphans } from './orphans.ts';
import { enterLibrary } from './presence.ts';
import { openReadOnlyStore, type Store } from './store/store.ts';
import { type StudioContext, visibleRun } from './studio-context.ts';
import { FAKE_ENGINE, temporaryFolder, testStore } from './testing/fixture.ts';
import { addRun } from './testing/library-fixture.ts';
import { Queue } from './training-queue.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  return () => void vi.useRealTimers();
});

/** A look is a second. */
const look = () => void vi.advanceTimersByTime(1000);

function watched(store: Store) {
  const events: StudioEvent[] = [];
  const announce = (event: StudioEvent) => void events.push(event);
  const context: StudioContext = { store, engine: FAKE_ENGINE, owner: 'own', shownInstead: new Map(), announce };
  showOrphans(context);
  const watch = new LibraryWatch(context, new Queue(context, 1));
  onTestFinished(() => watch.close());
  const told = () => events.splice(0).flatMap((event) => (event.kind === 'run' ? [event.run.id] : []));
  return { context, told };
}

test('a change of another one tells of no run that this studio changed before', async () => {
  const folder = temporaryFolder();
  const own = await testStore(folder);
  for (const id of ['a', 'b', 'c']) addRun(own, id);
  for (const id of ['a', 'b', 'c']) own.runs.update(id, { status: 'finished', owner: null });
  const other = await testStore(folder);
  const { told } = watched(own);
  own.runs.update('a', { note: 'own' });
  look();
  other.runs.update('b', { note: 'foreign' });
  look();
  expect(told()).toEqual(['b']);
});

test('a run shown as interrupted is shown as it is once another studio goes on with it', async () => {
  const library = temporaryFolder();
  const writer = await testStore(library);
  addRun(writer, 'a');
  writer.runs.update('a', { status: 'training', owner: 'gone' });
  const presence = enterLibrary(library);
  onTestFinished(() => presence.leave());
  presence.othersAreOpen();
  const options = { folder: library, now: Date.now, usedElsewhere: () => true };
  const reader = openReadOnlyStore(options, { reason: 'it is a test', advice: 'Wait.' });
  onTestFinished(() => reader.close());
  const { context, told } = watched(reader);
  expect(visibleRun(context, 'a').status).toBe('interrupted');
  writer.runs.update('a', { owner: presence.token });
  look();
  expect(told()).toEqual(['a']);
  expect(visibleRun(context, 'a')).toMatchObject({ status: 'training', reason: null });
  writer.runs.update('a', { status: 'finished', owner: null });
  expect(visibleRun(context, 'a').status).toBe('finished');
});
