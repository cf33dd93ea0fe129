import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { DATASETS } from '../flow/datasets.ts';
import { drawFresh } from '../flow/draw.ts';
import { conditionalVelocity, pathPoint, SCHEDULES } from '../flow/schedule.ts';
import { completeConfig } from '../model/config-defaults.ts';
import { ringConfig } from '../model/presets.ts';
import { runConfigSchema } from '../model/run-config.ts';
import { PAIR } from './five-minutes.ts';
import { fingerprint, isWhole, studyRunOf } from './match.ts';
import { walkPair } from './pair.ts';
import { WORKED_EXAMPLE } from './paths.ts';
import { figureKey } from './published.ts';
import { ownBase, STUDIES, studyRuns, TABLES } from './studies.ts';
import { STUDY_NAMES } from './study.ts';
import { meanStd, verdictOf } from './verdict.ts';

const studies = STUDY_NAMES.map((name) => [name, STUDIES[name]] as const);

describe.each(studies)('study %s', (name, study) => {
  const runs = study.bases.flatMap((base) => study.runs({ base, seed: 3 }).map((run) => [base, run] as const));

  test('every run is a configuration that can start, with the seed asked for', () => {
    for (const [, { config, teacher }] of runs) {
      const coupling = teacher === undefined ? config.coupling : { ...config.coupling, teacher: 'abcdef' };
      expect(runConfigSchema.safeParse({ ...config, coupling }).error?.issues ?? []).toEqual([]);
      expect(config.seed).toBe(3);
    }
  });

  test('keys are single, and a teacher stands before the run that learns from it', () => {
    const keys = study.runs({ base: ownBase(study), seed: 1 }).map((run) => run.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const run of study.runs({ base: ownBase(study), seed: 1 })) {
      expect(run.teacher !== undefined).toBe(run.config.coupling.kind === 'reflow');
      if (run.teacher) expect(keys.indexOf(run.teacher)).toBeLessThan(keys.indexOf(run.key));
    }
  });

  test('a recorded run is recognised, whatever its keys’ order, length and teacher', () => {
    for (const [, run] of runs) {
      const backwards = Object.fromEntries(Object.entries(run.config).reverse()) as typeof run.config;
      const config = { ...backwards, steps: 10, coupling: { ...run.config.coupling, teacher: 'x' } };
      expect(studyRunOf(study, { config })?.key).toBe(run.key);
      expect(isWhole(run, { config })).toBe(false);
    }
    const other = { ...ringConfig('onehot', 'gaussian', 1), batch: 77 };
    expect(studyRunOf(study, { config: other })).toBeNull();
  });

  test('expected figures belong to its runs', () => {
    const keys = study.runs({ base: ownBase(study), seed: 1 }).map((run) => run.key);
    for (const { run, base } of study.expected) {
      expect(keys).toContain(run);
      if (base) expect(study.bases).toContain(base);
    }
  });

  test('every formula can be typeset, and the page says something', () => {
    for (const { tex, says } of study.formulas) {
      expect(katex.renderToString(tex, { throwOnError: true, displayMode: true })).toContain('katex');
      expect(says.length).toBeGreaterThan(5);
    }
    expect(study.lookAt.length).toBeGreaterThanOrEqual(3);
    expect(study.id).toBe(name);
  });
});

test('published protocols use each pair once, and runs stored before there was a reuse still belong to them', () => {
  for (const study of [STUDIES.c2ot, STUDIES.sf2m, STUDIES['four-gaussians']]) {
    for (const run of study.runs({ base: ownBase(study), seed: 3 })) {
      expect(run.config.coupling.reuse).toBe(1);
      const { reuse: _, ...older } = run.config.coupling;
      const stored = completeConfig({ ...run.config, coupling: older });
      expect(studyRunOf(study, { config: stored })?.key).toBe(run.key);
      const again = { ...run.config, coupling: { ...run.config.coupling, reuse: 128 } };
      expect(studyRunOf(study, { config: again })).toBeNull();
    }
  }
});

test('the ring study is what it was: three models on the ring preset', () => {
  expect(STUDIES.ring.runs({ base: 'uniform', seed: 5 }).map((run) => run.config)).toEqual([
    ringConfig('unconditional', 'uniform', 5),
    ringConfig('onehot', 'uniform', 5),
    ringConfig('radius', 'uniform', 5),
  ]);
});

test('a shortened study keeps about ten snapshots', () => {
  const [run] = studyRuns(STUDIES.c2ot, { base: '8-gaussians', seed: 1, maxSteps: 200 });
  expect([run?.config.steps, run?.config.snapshotEvery]).toEqual([200, 20]);
  const [whole] = studyRuns(STUDIES.c2ot, { base: '8-gaussians', seed: 1, maxSteps: null });
  expect(whole?.config.steps).toBe(20_000);
});

test('the eight runs of c2ot are eight different trainings', () => {
  const prints = STUDIES.c2ot.runs({ base: '8-gaussians', seed: 1 }).map((run) => fingerprint(run.config));
  expect(new Set(prints).size).toBe(8);
});

test('a run of the moons stored before they could be evenly spaced is complete, and was not', () => {
  const [planned] = STUDIES.c2ot.runs({ base: ownBase(STUDIES.c2ot), seed: 3 });
  if (!planned) throw new Error('The study plans no run.');
  const { even: _, ...params } = planned.config.data.params;
  const older = { ...planned.config, data: { ...planned.config.data, params } };
  expect(runConfigSchema.safeParse(older).success).toBe(false);
  const stored = completeConfig(older);
  expect(runConfigSchema.safeParse(stored).success).toBe(true);
  expect(stored.data.params.even).toBe(0);
  expect(completeConfig(planned.config)).toEqual(planned.config);
});

test('moons stored before they could be moved lie around the origin', () => {
  const [planned] = STUDIES.sf2m.runs({ base: ownBase(STUDIES.sf2m), seed: 3 });
  if (!planned) throw new Error('The study plans no run.');
  const { x: _x, y: _y, ...params } = planned.config.data.params;
  const older = { ...planned.config, data: { ...planned.config.data, params } };
  expect(runConfigSchema.safeParse(older).success).toBe(false);
  expect(completeConfig(older).data.params).toEqual({ ...params, x: 0, y: 0 });
});

test('the moons that 8 Gaussians flow to have a standard deviation of 7 over both coordinates, around their mean', () => {
  const run = STUDIES.sf2m.runs({ base: 'gaussian', seed: 1 }).find(({ key }) => key === '8g-fm');
  if (!run) throw new Error('The study has no such run.');
  const { points } = drawFresh(run.config.data, 200_000, 1);
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
  const variance = points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / points.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(7, 1);
  const second = points.filter((_, i) => i % 2 === 1);
  expect(second.reduce((sum, value) => sum + value, 0) / second.length).toBeCloseTo(-1.21, 1);
});

test('one exact Euler step from random pairs of c2ot ends at the mean: 9.01, with the class 5.41, with x₁ 1.18', () => {
  const n = 100_000;
  const { points, labels } = drawFresh({ name: 'c2ot-moons', params: { ...DATASETS['c2ot-moons'].defaults } }, n, 1);
  const x = Float64Array.from({ length: n }, (_, i) => points[2 * i] as number);
  const y = Float64Array.from({ length: n }, (_, i) => points[2 * i + 1] as number);
  const everyone = new Int32Array(n);
  expect(withinGroups(x, everyone) + withinGroups(y, everyone)).toBeCloseTo(9.01, 1);
  expect(withinGroups(x, labels) + withinGroups(y, labels)).toBeCloseTo(5.41, 1);
  const narrow = Int32Array.from(x, (value) => Math.floor(100 * value));
  expect(withinGroups(y, narrow)).toBeCloseTo(1.18, 1);
});

/** Mean squared distance of each value from the mean of its group. */
function withinGroups(values: Float64Array, groups: ArrayLike<number>): number {
  const members = new Map<number, number[]>();
  values.forEach((value, i) => {
    const group = groups[i] as number;
    const known = members.get(group);
    if (known) known.push(value);
    else members.set(group, [value]);
  });
  let sum = 0;
  for (const group of members.values()) {
    const mean = group.reduce((total, value) => total + value, 0) / group.length;
    for (const value of group) sum += (value - mean) ** 2;
  }
  return sum / values.length;
}

test('published tables name runs of their study', () => {
  for (const [name, table] of Object.entries(TABLES)) {
    const keys = STUDIES[name as keyof typeof STUDIES].runs({ base: 'gaussian', seed: 1 }).map((run) => run.key);
    for (const figure of table.figures) {
      for (const key of Object.keys(table.values[figureKey(figure)] ?? {})) expect(keys).toContain(key);
    }
  }
});

test('five minutes: (1, 1) goes to (6, 6) in five equal steps and is at (4, 4) at t = 3/5', () => {
  const rows = walkPair('linear', {}, PAIR);
  expect(rows.map((row) => row.xt[0])).toEqual([1, 2, 3, 4, 5, 6].map((x) => expect.closeTo(x, 12)));
  expect(rows[3]).toMatchObject({ t: 0.6, xt: [expect.closeTo(4, 12), expect.closeTo(4, 12)], dxt: [5, 5] });
  expect(rows[5]?.euler).toEqual([expect.closeTo(6, 12), expect.closeTo(6, 12)]);
  expect(rows[5]?.dxt).toBeNull();
});

test('on a curved schedule five Euler steps miss the data point, and ten times as many a tenth as far', () => {
  const miss = (steps: number) => {
    const last = walkPair('cosine', {}, { ...PAIR, steps }).at(-1);
    return Math.abs((last?.euler[0] ?? 0) - (last?.xt[0] ?? 0));
  };
  expect(miss(5)).toBeGreaterThan(0.3);
  expect(miss(50) / miss(500)).toBeCloseTo(10, 0);
});

test('worked example: the circular path is at 1.0 with velocity 0.625 at t = 0.6', () => {
  const { path, x0, x1, t, xt, dxt } = WORKED_EXAMPLE;
  const schedule = SCHEDULES[path].at(t, {});
  const point = pathPoint(schedule, [x0], [x1]);
  expect(point.xt[0]).toBeCloseTo(xt, 12);
  expect(point.dxt[0]).toBeCloseTo(dxt, 12);
  expect(conditionalVelocity(schedule, [xt], [x1])[0]).toBeCloseTo(dxt, 12);
});

describe('verdicts', () => {
  const figure = { metric: 'w2Squared@euler-1', mean: 1, std: 0.1 };
  test.each([
    [1.19, 'within'],
    [0.5, 'better'],
    [1.3, 'outside'],
  ] as const)('a distance of %s', (ours, verdict) => expect(verdictOf(figure, ours)).toBe(verdict));
  test('a share is better when larger', () => {
    expect(verdictOf({ metric: 'within3Std', mean: 0.8, std: 0.01 }, 0.9)).toBe('better');
    expect(verdictOf({ metric: 'within3Std', mean: 0.8, std: 0.01 }, 0.7)).toBe('outside');
  });
  test('without a std there is no band', () => {
    expect(verdictOf({ metric: 'npe@euler-100', mean: 0.083, std: null }, 0.09)).toBe('no-band');
  });
  test('mean and standard deviation over seeds', () => {
    expect(meanStd([1, 2, 3])).toEqual({ mean: 2, std: 1, seeds: 3 });
    expect(meanStd([4])).toEqual({ mean: 4, std: null, seeds: 1 });
  });
});
