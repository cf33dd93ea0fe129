/** What a study is: runs to train, what to look at, the formulas behind it, and the figures it should give. */
import type { SourceName } from '../model/names.ts';
import type { RunConfig } from '../model/run-config.ts';

export const STUDY_NAMES = ['five-minutes', 'ring', 'mixture-11', 'paths', 'four-gaussians', 'c2ot', 'sf2m'] as const;
export type StudyName = (typeof STUDY_NAMES)[number];

/** What a user may vary in a study. */
export type StudySetting = { readonly base: SourceName; readonly seed: number };

/** One training of a study. */
export type StudyRun = {
  /** Names it within the study. */
  readonly key: string;
  /** Short title, for tables and lists. */
  readonly title: string;
  /** Name of the run; null: as any run of its model and data is called. */
  readonly name: string | null;
  readonly config: RunConfig;
  /** The run of the same study whose flow makes its pairs (reflow): it must be trained before. */
  readonly teacher?: string;
};

/** A formula in KaTeX's language, and what it says. */
export type Formula = { readonly tex: string; readonly says: string };

/** Where a figure comes from that ours is to be held against. */
export const FIGURE_SOURCES = {
  tutorial: "the tutorial's own code, measured",
  published: 'published',
  exact: 'exact',
} as const;
export type FigureSource = keyof typeof FIGURE_SOURCES;

export type ExpectedFigure = {
  /** Key of the run. */
  readonly run: string;
  /** Name of the metric, as runs record it. */
  readonly metric: string;
  /** The source distribution it holds for; absent: every one. */
  readonly base?: SourceName;
  readonly mean: number;
  /** Over seeds; null for an exact value. */
  readonly std: number | null;
  readonly seeds: number | null;
  readonly source: FigureSource;
};

export type Study = {
  readonly id: StudyName;
  readonly title: string;
  /** One line: what it is. */
  readonly about: string;
  /** Two or three sentences before the rest of its page. */
  readonly summary: readonly string[];
  readonly lookAt: readonly string[];
  readonly formulas: readonly Formula[];
  /** Source distributions that it may start from; the first is its own. */
  readonly bases: readonly SourceName[];
  /** Empty for a study that is computed, not trained. */
  runs(setting: StudySetting): readonly StudyRun[];
  readonly expected: readonly ExpectedFigure[];
  /** Where its setting comes from, as one line each. */
  readonly origin: readonly string[];
};
