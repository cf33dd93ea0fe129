/** The beginning of a large library comes at once, the rest after it, and damage is told when all of it was read. */
import { expect, onTestFinished, test } from 'vitest';
import { unpackRuns } from '../shared/query/packed-runs.ts';
import type { StudioEvent } from '../shared/studio-protocol.ts';
import { openStudio, type Studio } from './studio.ts';
import { ask, FAKE_ENGINE, temporaryFolder, testConfig } from './testing/fixture.ts';
import { open } from './testing/library-fixture.ts';

const RUNS = 2100;
const idOf = (i: number) => `r${String(i).padStart(4, '0')}`;

async function largeLibrary(
  change: (exec: (sql: string) => void) => void,
): Promise<{ studio: Studio; notices: string[] }> {
  const library = temporaryFolder();
  const store = await open(library);
  store.atomically(() => {
    for (let i = 0; i < RUNS; i++) {
      const config = testConfig({ seed: i });
      const rest = { studyId: null, slot: 0, config, parameterCount: 7, owner: 'gone', createdAt: i } as const;
      store.runs.insert({ id: idOf(i), name: `run ${i}`, ...rest });
      store.runs.update(idOf(i), { status: i === 5 ? 'queued' : 'finished' });
    }
  });
  change((sql) => store.database.exec(sql));
  store.close();
  const studio = await openStudio({ library, engine: FAKE_ENGINE });
  onTestFinished(() => studio.close());
  const notices: string[] = [];
  studio.subscribe((event: StudioEvent) => {
    if (event.kind === 'notice') notices.push(event.message);
  });
  return { studio, notices };
}

test('the newest runs come first, with those that wait and the one looked at last, exactly as in the whole list', async () => {
  const { studio } = await largeLibrary((exec) => {
    exec(`INSERT INTO settings VALUES ('lastOpened', '"${idOf(9)}"')`);
    exec(`UPDATE runs SET deleted_at = 1 WHERE id = '${idOf(RUNS - 1)}'`);
  });
  const first = await ask(studio, 'runs.packed', { newest: 100 });
  const all = await ask(studio, 'runs.packed', { newest: null });
  expect([first.total, all.total]).toEqual([RUNS - 1, RUNS - 1]);
  const wanted = new Set([5, 9, ...Array.from({ length: 100 }, (_, k) => RUNS - 2 - k)].map(idOf));
  const whole = unpackRuns(all);
  expect(whole).toHaveLength(RUNS - 1);
  expect(unpackRuns(first)).toEqual(whole.filter(({ id }) => wanted.has(id)));
  expect(unpackRuns(first)).toHaveLength(102);
  // What changes after the first part is in the whole list that follows it, and in the next first part.
  await ask(studio, 'runs.note', { id: idOf(5), text: 'changed' });
  for (const newest of [null, 100]) {
    const runs = unpackRuns(await ask(studio, 'runs.packed', { newest }));
    expect(runs.find(({ id }) => id === idOf(5))?.note).toBe('changed');
  }
});

test('asked for more than there are, all come', async () => {
  const { studio } = await largeLibrary(() => undefined);
  expect(unpackRuns(await ask(studio, 'runs.packed', { newest: 10_000 }))).toHaveLength(RUNS);
});

test('damaged settings of a large library are told once, by the first listing of all', async () => {
  const { studio, notices } = await largeLibrary((exec) => {
    exec(`UPDATE runs SET config = replace(config, 'ring', 'rang') WHERE id IN ('${idOf(3)}', '${idOf(RUNS - 2)}')`);
  });
  expect(unpackRuns(await ask(studio, 'runs.packed', { newest: 100 }))).toHaveLength(100);
  expect(notices).toEqual([]);
  for (let time = 0; time < 2; time++) {
    expect(unpackRuns(await ask(studio, 'runs.packed', { newest: null }))).toHaveLength(RUNS - 2);
  }
  expect(notices).toEqual([
    expect.stringMatching(/The settings of the run run 3 are damaged/),
    expect.stringMatching(new RegExp(`The settings of the run run ${RUNS - 2} are damaged`)),
  ]);
});
