import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);

const run = (id: string, change: Partial<RunSummary> = {}): RunSummary =>
  ({
    ...{ id, name: id, status: 'finished', step: 60, createdAt: 1, finishedAt: 2, tags: [], note: '', metrics: [] },
    ...{ archivedAt: null, pinned: false, studyId: null, studyName: null, slot: null, sparkline: [], reason: null },
    config: ringConfig('unconditional', 'gaussian', Number(id.slice(1))),
    ...change,
  }) as unknown as RunSummary;

/** The window's state, imported once its globals are there. */
async function state() {
  const [{ meantRuns, meantRun, notOne }, { table }, { library }, { session }, { comparison }] = await Promise.all([
    import('./meant.ts'),
    import('./table.svelte.ts'),
    import('../../state/library.svelte.ts'),
    import('../../state/session.svelte.ts'),
    import('../../state/comparison.svelte.ts'),
  ]);
  return { meantRuns, meantRun, notOne, table, library, session, comparison };
}
let now: Awaited<ReturnType<typeof state>>;
beforeAll(async () => {
  now = await state();
});
const ids = () => now.meantRuns().map(({ id }) => id);

beforeEach(() => {
  const { library, session, table } = now;
  library.runs = ['r1', 'r2', 'r3'].map((id) => run(id));
  library.select('r1');
  session.tab = 'flow';
  table.grouping = 'none';
  table.ticked.clear();
  table.entryId = null;
});

it('means nothing on a page of a study or of paths, which shows no run', () => {
  now.session.page = { kind: 'paths' };
  expect([ids(), now.notOne()]).toEqual([[], 'select a run first']);
  now.session.page = null;
  expect(ids()).toEqual(['r1']);
});

describe('in Runs', () => {
  beforeEach(() => {
    now.session.tab = 'runs';
  });

  it('means nothing at first, whatever is selected in Flow', () => {
    expect(ids()).toEqual([]);
    expect(now.notOne()).toBe('select a run first');
  });

  it('means the row that has the focus, and the ticked rows before it', () => {
    now.table.entryId = 'r3';
    expect(ids()).toEqual(['r3']);
    now.table.ticked.add('r2');
    expect(now.meantRun()?.id).toBe('r2');
    now.table.ticked.add('r1');
    expect(ids().toSorted()).toEqual(['r1', 'r2']);
    expect([now.meantRun(), now.notOne()]).toEqual([null, 'select one run first']);
  });

  it('means all runs of a group that has the focus', () => {
    now.table.grouping = 'settings';
    const group = now.table.rows[0];
    expect(group?.kind).toBe('group');
    now.table.entryId = group?.id ?? null;
    expect(ids()).toHaveLength(3);
  });

  it('means nothing in the trash', () => {
    now.table.entryId = 'r3';
    now.table.trash = true;
    expect(ids()).toEqual([]);
    now.table.trash = false;
  });

  it('walks the rows and leaves the selection of Flow alone', () => {
    const rows = now.table.rows.map(({ id }) => id);
    now.table.walkBy(1);
    expect(now.table.entryId).toBe(rows[0]);
    now.table.walkBy(1);
    expect(now.table.entryId).toBe(rows[1]);
    for (let k = 0; k < 5; k++) now.table.walkBy(1);
    expect(now.table.entryId).toBe(rows[2]);
    now.table.walkBy(-1);
    expect(now.table.entryId).toBe(rows[1]);
    expect(now.library.selectedId).toBe('r1');
  });

  it('renames in the row, whose group is opened for it', async () => {
    const { table, library } = now;
    table.grouping = 'settings';
    const asked: string[] = [];
    table.focusRow = async (id) => void asked.push(id);
    await table.rename(run('r2'));
    const row = table.rows.find((each) => each.id === table.entryId);
    expect(row?.kind === 'run' && row.run.id).toBe('r2');
    expect(asked).toEqual([table.entryId]);
    expect(library.renaming).toBe('r2');
    library.renaming = null;
    table.focusRow = null;
  });
});

it('means the selected run in Flow', () => {
  now.table.entryId = 'r3';
  expect(ids()).toEqual(['r1']);
});

it('means the run that is pointed at in Compare, otherwise the baseline', () => {
  const { comparison, session } = now;
  comparison.choose(['r2', 'r3']);
  session.tab = 'compare';
  expect(ids()).toEqual(['r2']);
  comparison.pointed = 'r3';
  expect(ids()).toEqual(['r3']);
  comparison.pointed = null;
  comparison.choose([]);
});
