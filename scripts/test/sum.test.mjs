import { describe, expect, it } from 'vitest';
import { countOne, countPlaywright, countVitest, summaryLine } from './sum.mjs';

/** @param {string} status @param {string[]} tests */
const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });
/** @param {ReturnType<typeof file>[]} testResults */
const vitest = (...testResults) => ({ testResults });
/** @param {Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>} stats */
const playwright = (stats) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors: [],
});

describe('countVitest', () => {
  it('counts tests', () => {
    const report = vitest(file('passed', 'passed', 'passed', 'pending'), file('failed', 'passed', 'failed'));
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1, note: '1 skipped' });
  });

  it('counts a file that could not be loaded', () => {
    expect(countVitest(vitest(file('passed', 'passed'), file('failed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('fails when the runner left no report, ran nothing, or ended badly', () => {
    expect(countVitest(null, 0)).toMatchObject({ failed: 1, note: 'it left no report' });
    expect(countVitest(vitest(), 0)).toMatchObject({ failed: 1, note: 'it ran no tests' });
    expect(countVitest(vitest(file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('countPlaywright', () => {
  it('counts a test that passes only when repeated as failed', () => {
    const report = playwright({ expected: 4, unexpected: 1, flaky: 1, skipped: 2 });
    expect(countPlaywright(report, 1)).toEqual({ passed: 4, failed: 2, note: '2 skipped' });
  });

  it('fails when the runner left no report or ran nothing', () => {
    expect(countPlaywright(null, 1)).toMatchObject({ failed: 1 });
    expect(countPlaywright(playwright({ skipped: 3 }), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

it('sums over all runners', () => {
  const results = [countOne(0), countOne(2), countPlaywright(playwright({ expected: 5 }), 0)];
  expect(summaryLine(results)).toBe('6 passed, 1 failed');
});
