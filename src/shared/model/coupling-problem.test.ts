import { expect, test } from 'vitest';
import { keepPointFile } from '../flow/point-file.ts';
import { configProblem } from './config-problem.ts';
import { ringConfig } from './presets.ts';
import type { RunConfig } from './run-config.ts';

const ring = ringConfig('onehot', 'gaussian', 1);
const problem = (coupling: Partial<RunConfig['coupling']>, change: Partial<RunConfig> = {}) =>
  configProblem({ ...ring, ...change, coupling: { ...ring.coupling, ...coupling } });

const annulus = { name: 'annulus', params: { inner: 0.75, outer: 3.75 } } as const;

test('couplings that fit are allowed', () => {
  for (const kind of ['independent', 'ot', 'sinkhorn', 'class-ot', 'c2ot'] as const)
    expect(problem({ kind })).toBeNull();
  expect(problem({ kind: 'reflow', teacher: 'abc' })).toBeNull();
  expect(problem({ kind: 'ot', batch: 1024 })).toBeNull();
  expect(problem({ kind: 'c2ot' }, { model: 'radius', data: annulus })).toBeNull();
});

test.each([
  [{ kind: 'ot', batch: 1000 }, {}, /OT batch \(1000\).*multiple of the batch \(128\), for example 1024/],
  [{ kind: 'ot', batch: 2 }, {}, /for example 128/],
  [{ kind: 'sinkhorn', batch: 8192 }, {}, /at most 4096 points at once, but the OT batch is 8192/],
  [{ kind: 'class-ot' }, { model: 'radius', data: annulus }, /annulus has none/],
  [{ kind: 'c2ot' }, { model: 'unconditional' }, /unconditional model has none/],
  [{ kind: 'reflow' }, {}, /--teacher RUN/],
  [{ kind: 'reflow', teacher: 'abc', pairs: 100 }, {}, /batch \(128\).*reflow pairs \(100\)/],
] as const)('%j is refused', (coupling, change, reason) => expect(problem(coupling, change)).toMatch(reason));

test('a class of the user’s own points without a point is refused', () => {
  const hash = 'ab'.repeat(32);
  keepPointFile({
    hash,
    name: 'own.csv',
    points: Float32Array.of(0, 0, 1, 1, 2, 2),
    labels: Int32Array.of(0, 2, 2),
    column: null,
    cell: 0,
  });
  const data = { name: 'file', params: {}, file: hash } as const;
  const change = { data, batch: 2, dataSize: 3 };
  expect(problem({ kind: 'class-ot' }, change)).toMatch(/Class 1 of these points is empty/);
  expect(problem({ kind: 'ot' }, change)).toBeNull();
});
