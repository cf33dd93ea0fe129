import { beforeEach, expect, test } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { endDetail, RunEnds } from './run-end.ts';

type Shown = { id: number; tone: string; title: string; detail: string | null; open: () => void };
let shown: Shown[] = [];
let looked: string | null = null;
let opened: string | null = null;
let ends: RunEnds;

beforeEach(() => {
  [shown, looked, opened] = [[], null, null];
  let next = 1;
  ends = new RunEnds({
    show: (tone, title, detail, action) => {
      expect(action?.label).toBe('Open');
      shown.push({ id: next, tone, title, detail, open: action?.run ?? (() => undefined) });
      return next++;
    },
    isShown: (id) => shown.some((toast) => toast.id === id),
    close: (id) => {
      shown = shown.filter((toast) => toast.id !== id);
    },
    inSight: (run) => run.id === looked,
    open: (id) => {
      opened = id;
    },
  });
});

function run(name: string, change: Partial<RunSummary>): RunSummary {
  return {
    ...{ id: name, name, studyId: null, studyName: null, preset: null, slot: 1, reason: null, step: 20_000 },
    config: ringConfig('onehot', 'gaussian', 1),
    status: 'finished',
    ...{ createdAt: 0, startedAt: 0, finishedAt: 1, durationMs: 171_000, backend: null, parameterCount: 1 },
    metrics: [{ name: 'w2', value: 0.0181, step: 20_000, n: 1000, floor: null, squared: false, better: 'lower' }],
    ...{ sparkline: [], best: [], tags: [], note: '', pinned: false, archivedAt: null, sweepId: null },
    ...change,
  } as RunSummary;
}
const end = (name: string, change: Partial<RunSummary> = {}, before: RunSummary['status'] = 'training') =>
  ends.see(run(name, { status: before }), run(name, change));
const seen = () => shown.map(({ tone, title, detail }) => [tone, title, detail]);

test('a run that ends is told with its figure and what it took, and opened from there', () => {
  end('class-ot');
  expect(seen()).toEqual([['ok', 'class-ot finished', 'W₂ 0.018, 20\u2009k steps in 2:51']]);
  shown[0]?.open();
  expect(opened).toBe('class-ot');
});

test('the run that is looked at, one stopped by hand and one that goes on say nothing', () => {
  looked = 'seen';
  end('seen');
  end('by-hand', { status: 'stopped' });
  end('goes-on', { status: 'training' }, 'paused');
  end('known', {}, 'finished');
  ends.see(null, run('unknown', {}));
  expect(seen()).toEqual([]);
});

test('broken runs give their reason in the colour of their state', () => {
  end('a', { status: 'diverged', reason: 'The loss left the range of numbers at step 12.' });
  end('b', { status: 'failed', reason: 'The engine stopped.' }, 'queued');
  end('c', { status: 'interrupted', reason: null, step: 400 });
  expect(seen()).toEqual([
    ['error', 'a diverged', 'The loss left the range of numbers at step 12.'],
    ['error', 'b failed', 'The engine stopped.'],
    ['warning', 'c interrupted', 'At step 400.'],
  ]);
});

test('runs of a sweep that end together share one message', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) end(name);
  expect(seen()).toEqual([['ok', '5 runs finished', 'e, d, c and 2 more']]);
  shown = [];
  end('f');
  expect(seen().map(([, title]) => title)).toEqual(['f finished']);
});

test('a run without figures yet says what it took', () => {
  expect(endDetail(run('a', { metrics: [], step: 500, durationMs: 4000 }))).toBe('500 steps in 0:04');
});
