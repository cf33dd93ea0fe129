/** What the menus and buttons of the Runs screen do, as commands. */
import type { IconName } from '../../parts/icon-shapes.ts';
import { library } from '../../state/library.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { COLUMNS } from './columns.ts';
import { table } from './table.svelte.ts';
import { GROUPINGS, toggleColumn } from './table-menus.ts';

const onTable = () => table.inUse;
const offTable = () => (onTable() ? null : 'open Runs');
const noTicked = () => (onTable() ? (table.chosen.length > 0 ? null : 'select a run first') : 'open Runs');
const single = () => (table.target().length === 1 ? (table.target()[0] ?? null) : null);
const noSingle = () => (onTable() ? (single() === null ? 'select one run first' : null) : 'open Runs');

const queryProblem = () => {
  if (table.query.terms.length === 0) return 'ask for something first';
  return table.query.terms.some(({ problem }) => problem !== null) ? 'a term is not understood' : null;
};

const command = (
  id: string,
  title: string,
  icon: IconName,
  run: () => void,
  { keys = [], blocked = offTable }: { keys?: readonly string[]; blocked?: () => string | null } = {},
) => ({ id: `runs.${id}`, title, group: 'Runs' as const, icon, keys, blocked, run });

export const tableCommands = [
  command(
    'open',
    'Open the row in Flow',
    'flow',
    () => {
      library.select(single()?.id ?? null);
      session.tab = 'flow';
    },
    { keys: ['Enter'], blocked: noSingle },
  ),
  command(
    'note',
    'Write a note',
    'pencil',
    () => {
      table.noting = single()?.id ?? null;
    },
    { keys: ['M'], blocked: noSingle },
  ),
  command('letGo', 'Select no run', 'close', () => table.ticked.clear(), { blocked: noTicked }),
  command('all', 'Select all runs found', 'check', () => table.toggleAll()),
  command('clearQuery', 'Show all runs', 'table', () => table.ask([])),
  command(
    'saveFilter',
    'Save the query as a filter',
    'filter',
    () => {
      table.savingFilter = true;
    },
    { blocked: () => (onTable() ? queryProblem() : 'open Runs') },
  ),
  ...GROUPINGS.map(({ by, label }) =>
    command(`group.${by}`, by === 'none' ? 'Group by nothing' : `Group by ${label.toLowerCase()}`, 'folder', () => {
      table.grouping = by;
    }),
  ),
  command('group.any', 'Group by any setting …', 'folder', () => {
    session.overlay = 'group';
  }),
  ...(['last', 'best'] as const).map((which) =>
    command(`figure.${which}`, `Show the ${which} value of the figure`, 'table', () =>
      table.chooseFigure(table.figure, which),
    ),
  ),
  ...COLUMNS.map(({ id, label }) =>
    command(`column.${id}`, `Column: ${label.toLowerCase()}`, 'table', () => toggleColumn(id)),
  ),
];
