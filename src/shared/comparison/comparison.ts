/** The whole comparison, once for the window and the command line. */
import type { RunSummary } from '../model/records.ts';
import { type ConfigRow, configRows } from './config-rows.ts';
import { type MetricRow, metricRows } from './metric-rows.ts';
import { type ComparedRun, seedGroups } from './seed-groups.ts';

export type Comparison = {
  readonly runs: readonly ComparedRun[];
  /** Runs that stand for each of `runs`, itself first. */
  readonly groups: readonly (readonly ComparedRun[])[];
  readonly baseline: number;
  readonly config: readonly ConfigRow[];
  readonly metrics: readonly MetricRow[];
};

/** `all` is the library: seeds of the same settings are found in it. */
export function compareRuns(picked: readonly RunSummary[], all: readonly RunSummary[], baseline: number): Comparison {
  const groups = seedGroups(picked, all);
  return {
    runs: picked,
    groups,
    baseline,
    config: configRows(picked.map((run) => run.config)),
    metrics: metricRows(groups, baseline),
  };
}

/** Letters of the runs: colour is never the only key. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Letter = (typeof LETTERS)[number];
export const MOST_COMPARED = LETTERS.length;

export function letterOf(index: number): Letter {
  return LETTERS[index] ?? 'F';
}
