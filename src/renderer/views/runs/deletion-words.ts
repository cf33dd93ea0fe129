import type { RunSummary } from '../../../shared/model/records.ts';
import { groupRuns } from '../../../shared/query/groups.ts';
import { plural } from '../../format.ts';

const MOST_NAMED = 4;

/** What goes, by name: "class-ot seeds 1 and 3, class-fm, 5 seeds and radius". */
export function deletionWords(runs: readonly RunSummary[]): string {
  const groups = groupRuns(runs, 'settings').map((group) => {
    if (group.runs.length === 1) return group.runs[0]?.name ?? group.name;
    if (group.runs.length > 3) return `${group.name}, ${plural(group.runs.length, 'seed')}`;
    return `${group.name} seeds ${listed(group.runs.map((run) => String(run.config.seed)))}`;
  });
  if (groups.length <= MOST_NAMED) return listed(groups);
  const rest = groups.length - MOST_NAMED + 1;
  return listed([...groups.slice(0, MOST_NAMED - 1), `${rest} more`]);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
