import type { RunId, RunSummary } from '../../shared/model/records.ts';

/** What taking these tags away loses: each tag with the runs that have it. Tags that none has are left out. */
export function lostTags(
  runs: readonly Pick<RunSummary, 'id' | 'tags'>[],
  remove: readonly string[],
): readonly { readonly tag: string; readonly ids: readonly RunId[] }[] {
  return remove.flatMap((tag) => {
    const ids = runs.filter((run) => run.tags.includes(tag)).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ tag, ids }];
  });
}
