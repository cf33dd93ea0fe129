/** Commands on the runs in sight of the Runs screen; the table answers to the same keys where a row has the focus. */
import type { IconName } from '../../parts/icon-shapes.ts';
import { archiveRuns, togglePin } from '../../state/keeping.ts';
import { session } from '../../state/session.svelte.ts';
import { sweeping } from '../../state/sweeping.svelte.ts';
import { form } from '../train/form.svelte.ts';
import { meantRun, notOne } from './meant.ts';
import { table } from './table.svelte.ts';

const onRuns = () => table.inUse;
const noTarget = () => (onRuns() ? (table.target().length > 0 ? null : 'select a run first') : 'open Runs');

type RunsCommand = {
  readonly id: string;
  readonly title: string;
  readonly group: 'Runs';
  readonly icon: IconName;
  readonly keys: readonly string[];
  readonly blocked?: () => string | null;
  readonly run: () => void;
};

export const runsScreenCommands: readonly RunsCommand[] = [
  {
    id: 'runs.tick',
    title: 'Select the row',
    group: 'Runs',
    icon: 'check',
    keys: ['X'],
    blocked: () => (onRuns() && table.entry ? null : 'open Runs'),
    run: () => {
      if (table.entry) table.toggle(table.entry);
    },
  },
  {
    id: 'runs.tag',
    title: 'Tag the selected runs',
    group: 'Runs',
    icon: 'tag',
    keys: ['T'],
    blocked: noTarget,
    run: () => {
      table.tagging = table.target();
    },
  },
  {
    id: 'runs.pin',
    title: 'Pin as baseline, or unpin',
    group: 'Runs',
    icon: 'pin',
    keys: ['B'],
    blocked: noTarget,
    run: () => void togglePin(table.target()),
  },
  {
    id: 'runs.archive',
    title: 'Archive, or take out of it',
    group: 'Runs',
    icon: 'archive',
    keys: ['Shift E'],
    blocked: noTarget,
    run: () => void archiveRuns(table.target(), !table.target().every((run) => run.archivedAt !== null)),
  },
  {
    id: 'runs.trash',
    title: 'Show the trash',
    group: 'Runs',
    icon: 'trash',
    keys: [],
    run: () => {
      session.tab = 'runs';
      table.trash = true;
    },
  },
  {
    id: 'runs.duplicate',
    title: 'Duplicate and edit the run',
    group: 'Runs',
    icon: 'copy',
    keys: [],
    blocked: notOne,
    run: () => {
      const run = meantRun();
      if (!run) return;
      form.take(run.config);
      session.tab = 'train';
    },
  },
  {
    id: 'runs.sweep',
    title: 'Sweep from the run’s settings',
    group: 'Runs',
    icon: 'grid',
    keys: [],
    blocked: notOne,
    run: () => {
      const run = meantRun();
      if (run) sweeping.open(run.config, run.name);
    },
  },
];
