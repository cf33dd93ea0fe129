import { describe, expect, it } from 'vitest';
import { parseAmount, parseDate, parseSpan } from './values.ts';

describe('values', () => {
  it('amounts', () => {
    expect(['0.7', '1e-3', '20k', '2M', '−5', '.5'].map(parseAmount)).toEqual([0.7, 1e-3, 20_000, 2e6, -5, 0.5]);
    expect(['', 'x', '1x', '2m', 'Infinity', '1 2'].map(parseAmount)).toEqual([null, null, null, null, null, null]);
  });
  it('spans', () => {
    expect(parseSpan('1..5')).toEqual({ from: 1, to: 5 });
    expect([parseSpan('1..'), parseSpan('1..2..3')]).toEqual([null, null]);
  });
  it('a day of a month that has it', () => {
    expect(parseDate('2024-02-29', 0)).not.toBeNull();
    expect([parseDate('2026-02-29', 0), parseDate('2026-13', 0), parseDate('soon', 0)]).toEqual([null, null, null]);
  });
  it('a year, month, day and minute are as long as they are', () => {
    const hours = (text: string) => {
      const span = parseDate(text, 0);
      return span === null ? null : (span.to - span.from) / 3_600_000;
    };
    expect([hours('2026-01-05'), hours('2026-02'), hours('2026-01-05T10:30')]).toEqual([24, 28 * 24, 1 / 60]);
  });
});
