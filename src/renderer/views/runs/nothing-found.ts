/** What is said where a query finds no run: a view says what would be in it. */
type Words = { readonly title: string; readonly detail: string };

const VIEWS: Readonly<Record<string, Words>> = {
  'is:live': { title: 'No run trains now', detail: 'A run in training or paused is listed here.' },
  'is:queued': { title: 'No run waits', detail: 'Runs that wait for their turn are listed here.' },
  'is:problem': { title: 'No run ended early', detail: 'Diverged, failed and interrupted runs are listed here.' },
  'is:pinned': { title: 'No run is pinned', detail: 'Pin a run to compare others with it as the baseline.' },
  'is:archived': { title: 'The archive is empty', detail: 'Archived runs leave every list and can be taken back.' },
};

export function nothingFound(query: string): Words {
  return (
    VIEWS[query] ?? { title: 'No run fits', detail: 'Every term of the query must hold. Take one out to find more.' }
  );
}
