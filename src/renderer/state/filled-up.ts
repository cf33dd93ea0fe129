import type { RunSummary } from '../../shared/model/records.ts';

/** The chosen runs; below two of them the selected run and the newest others that have learned something fill up. */
export function filledUp(
  chosen: readonly RunSummary[],
  selected: RunSummary | null,
  all: readonly RunSummary[],
): readonly RunSummary[] {
  if (chosen.length >= 2) return chosen;
  const runs = [...chosen];
  const newest = all.toSorted((x, y) => y.createdAt - x.createdAt);
  for (const run of [selected, ...newest.filter((each) => each.step > 0), ...newest]) {
    if (runs.length < 2 && run && runs.every((other) => other.id !== run.id)) runs.push(run);
  }
  return runs;
}
