/** Commands of Compare and of choosing runs for it. */
import { comparison } from '../../state/comparison.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { meantRuns, notSome } from '../runs/meant.ts';
import type { Command } from './command.ts';

/** C: several runs of the table side by side; one run in or out, with a way to go there. */
function compare(): void {
  const runs = meantRuns();
  const [run] = runs;
  if (!run) return;
  if (runs.length >= 2) {
    comparison.compare(runs);
    return;
  }
  comparison.toggle(run.id);
  const count = comparison.chosen.length;
  if (!comparison.has(run.id)) return;
  session.toast(
    'info',
    `${run.name} is ${comparison.letter(run.id)} in Compare`,
    count < 2 ? 'Press C on another run.' : null,
    {
      label: 'Compare',
      run: () => {
        session.tab = 'compare';
      },
    },
  );
}

const notCompare = () => (session.page === null && session.tab === 'compare' ? null : 'open Compare');

const inCompare = (
  id: string,
  title: string,
  icon: Command['icon'],
  run: () => void,
  keys: readonly string[] = [],
): Command => ({
  id,
  title,
  group: 'View',
  icon,
  keys,
  blocked: notCompare,
  run,
});

export const compareCommands: readonly Command[] = [
  {
    id: 'runs.compare',
    title: 'Compare: take the run in or out',
    group: 'Runs',
    icon: 'compare',
    keys: ['C'],
    blocked: () => (session.page === null && session.tab === 'compare' ? 'it is in Compare already' : notSome()),
    run: compare,
  },
  inCompare(
    'compare.grid',
    'Compare: grid',
    'grid',
    () => {
      comparison.mode = 'grid';
    },
    ['G'],
  ),
  inCompare('compare.overlay', 'Compare: overlay', 'grid', () => {
    comparison.mode = 'overlay';
  }),
  inCompare('compare.difference', 'Compare: difference to the baseline', 'grid', () => {
    comparison.mode = 'difference';
  }),
  inCompare('compare.baseline', 'Compare: make baseline', 'pin', () => comparison.baselineByKey(), ['B']),
  inCompare('compare.box', 'Compare: isolate a box', 'box', () => {
    comparison.tool = 'box';
  }),
  inCompare('compare.lasso', 'Compare: isolate with a lasso', 'lasso', () => {
    comparison.tool = 'lasso';
  }),
  inCompare('compare.link', 'Link or unlink the cameras', 'link', () => {
    comparison.linked = !comparison.linked;
  }),
];
