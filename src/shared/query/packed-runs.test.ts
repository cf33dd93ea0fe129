import { expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exampleRun } from './example-run.ts';
import { packRuns, unpackRuns } from './packed-runs.ts';

const backend = { kind: 'native-cpu', version: '2', device: 'CPU', why: 'No “GPU”.' } as const;
const RUNS = [
  exampleRun('a', { metrics: { w2: 0.1 + 0.2, loss: Number.NaN }, sparkline: [1, 0.5, Math.fround(0.1)], backend }),
  exampleRun('b\n"', { best: { w2: Number.POSITIVE_INFINITY }, note: '# x', tags: ['ü', 'y'], pinned: true, backend }),
  exampleRun('c', { config: ringConfig('radius', 'uniform', 7), archivedAt: 5, sweepId: 's', studyName: 'Study' }),
  exampleRun('d', { config: ringConfig('onehot', 'gaussian', 3), sparkline: [2] }),
];

it('every run comes out as it went in, what JSON cannot write included', () => {
  expect(unpackRuns(packRuns(RUNS))).toEqual(RUNS);
  expect(unpackRuns(packRuns([]))).toEqual([]);
});

it('settings that differ in their seed only are written once', () => {
  const { text } = packRuns(RUNS);
  expect(text.match(/"activation"/g)).toHaveLength(2);
  expect(text.match(/No “GPU”/g)).toHaveLength(1);
});

it('settings that share a part and differ elsewhere stay apart', () => {
  const config = ringConfig('onehot', 'gaussian', 1);
  const runs = [config, { ...config, seed: 2 }, { ...config, batch: 7 }, { ...config, seed: 3 }].map((each, i) =>
    exampleRun(String(i), { config: each }),
  );
  expect(unpackRuns(packRuns(runs))).toEqual(runs);
});
