/** Every command of the window, once: the keys, the palette and the sheet of keys read this list. */
import { LAYERS } from '../../../shared/flow/layers.ts';
import type { IconName } from '../../parts/icon-shapes.ts';
import { clock } from '../../state/clock.svelte.ts';
import { comparison } from '../../state/comparison.svelte.ts';
import { LENS_WORDS, LENSES } from '../../state/lens-names.ts';
import { library } from '../../state/library.svelte.ts';
import { inspectorProblem, libraryProblem, type Place } from '../../state/panels.ts';
import { chipCount } from '../../state/run-words.ts';
import { session, TABS } from '../../state/session.svelte.ts';
import { theme } from '../../state/theme.svelte.ts';
import { LAYER_WORDS, view } from '../../state/view.svelte.ts';
import { orderWindow } from '../../state/window.ts';
import { outCommands } from '../out/out-commands.ts';
import { meantRun, meantRuns, notOne, notSome } from '../runs/meant.ts';
import { runsScreenCommands } from '../runs/run-commands.ts';
import { table } from '../runs/table.svelte.ts';
import { tableCommands } from '../runs/table-commands.ts';
import { chooseCondition, copyView, deleteRun, showSnapshotBy } from './actions.ts';
import type { Command } from './command.ts';
import { compareCommands } from './compare-commands.ts';
import { unlessReadOnly } from './read-only-commands.ts';
import { focusSearch, noList, rename, walkBy } from './run-actions.ts';
import { studyCommands } from './study-commands.ts';
import { trainingCommands } from './training-commands.ts';

export type { Command, CommandGroup } from './command.ts';

const noTime = () => (library.runs.length > 0 || session.page !== null ? null : 'no run yet');
/** Camera presets and letting go of a particle work wherever there is a flow. */
const noScene = () =>
  (session.tab === 'flow' || session.tab === 'compare') && library.selected ? null : 'open a run in Flow';
const notFlow = () =>
  session.page === null && session.tab === 'flow' && library.selected ? null : 'open a run in Flow';

const time = (id: string, title: string, icon: IconName, keys: readonly string[], run: () => void): Command => ({
  id,
  title,
  group: 'Time',
  icon,
  keys,
  blocked: noTime,
  run,
});

const timeCommands: readonly Command[] = [
  time('time.play', 'Play or pause', 'play', ['Space'], () => clock.toggle()),
  time('time.back', 'Back 0.01', 'previous', ['←'], () => clock.nudge(-0.01)),
  time('time.forward', 'Forward 0.01', 'next', ['→'], () => clock.nudge(0.01)),
  time('time.farBack', 'Back 0.1', 'previous', ['Shift ←'], () => clock.nudge(-0.1)),
  time('time.farForward', 'Forward 0.1', 'next', ['Shift →'], () => clock.nudge(0.1)),
  time('time.stepBack', 'Back one solver step', 'previous', ['Ctrl ←'], () => clock.step(-1)),
  time('time.stepForward', 'Forward one solver step', 'next', ['Ctrl →'], () => clock.step(1)),
  time('time.start', 'To start', 'first', ['Home'], () => clock.toStart()),
  time('time.end', 'To end', 'last', ['End'], () => clock.toEnd()),
  time('time.slower', 'Slower', 'clock', [','], () => clock.slower()),
  time('time.faster', 'Faster', 'clock', ['.'], () => clock.faster()),
  time('time.axis', 'Play along flow time or training step', 'play', [], () => clock.switchAxis()),
  time('time.loop', 'Loop: off, all, range', 'loop', ['L'], () => clock.cycleLoop()),
  time('time.loopStart', 'Loop from here', 'loop', ['['], () => clock.loopFromHere()),
  time('time.loopEnd', 'Loop to here', 'loop', [']'], () => clock.loopToHere()),
  time('time.olderSnapshot', 'Previous snapshot', 'previous', ['Alt ←'], () => showSnapshotBy(-1)),
  time('time.newerSnapshot', 'Next snapshot', 'next', ['Alt →'], () => showSnapshotBy(1)),
];

const inView = (id: string, title: string, icon: IconName, keys: readonly string[], run: () => void): Command => ({
  id,
  title,
  group: 'View',
  icon,
  keys,
  blocked: notFlow,
  run,
});

const inScene = (...given: Parameters<typeof inView>): Command => ({ ...inView(...given), blocked: noScene });

const viewCommands: readonly Command[] = [
  inScene('view.preset', 'Next camera preset', 'cube', ['V'], () => view.nextPreset()),
  inScene('view.home', 'Reset camera', 'reset', ['R'], () => view.askPreset('home')),
  inScene('view.front', 'Camera: front, t to the right', 'cube', [], () => view.askPreset('front')),
  inScene('view.along', 'Camera: along t', 'cube', [], () => view.askPreset('along')),
  inScene('view.top', 'Camera: top', 'cube', [], () => view.askPreset('top')),
  inView('view.full', 'Full view', 'expand', ['F'], () => {
    session.fullView = !session.fullView;
  }),
  inView('view.slice', 'Show or hide the slice', 'eye', ['S'], () => view.toggleLayer('slice')),
  inView('view.layer.grid', 'Show or hide the grid', 'eye', ['G'], () => view.toggleLayer('grid')),
  ...LAYERS.filter((name) => name !== 'slice' && name !== 'grid').map((name) =>
    inView(`view.layer.${name}`, `Show or hide ${LAYER_WORDS[name].toLowerCase()}`, 'eye', [], () =>
      view.toggleLayer(name),
    ),
  ),
  inView('view.layers', 'Layers as designed', 'reset', [], () => view.resetLayers()),
  inView('view.copy', 'Copy image', 'camera', [], () => void copyView()),
  inScene('view.release', 'Release the followed particle', 'target', [], () => {
    view.followed = null;
  }),
  ...LENSES.map((by) =>
    inView(`view.colour.${by}`, `Colour by ${LENS_WORDS[by].label.toLowerCase()}`, 'eye', [], () => {
      view.colourBy = by;
    }),
  ),
];

/** The runs that a condition is chosen for: the compared ones, or the selected one. */
const asked = () => (session.tab === 'compare' ? comparison.runs : library.selected ? [library.selected] : []);
const classes = () => Math.max(0, ...asked().map(({ config }) => chipCount(config)));
const conditionCommands: readonly Command[] = [
  {
    id: 'condition.any',
    title: 'Any condition',
    group: 'Condition',
    icon: 'grid',
    keys: ['A'],
    blocked: () => (asked().some(({ config }) => config.model !== 'unconditional') ? null : 'no condition here'),
    run: () => chooseCondition({ kind: 'any' }),
  },
  ...Array.from(
    { length: 8 },
    (_, label): Command => ({
      id: `condition.${label}`,
      title: `Class ${label}`,
      group: 'Condition',
      icon: 'grid',
      keys: [String(label)],
      blocked: () => (label < classes() ? null : 'this run has no such class'),
      run: () => chooseCondition({ kind: 'class', label }),
    }),
  ),
];

const runCommands: readonly Command[] = [
  { id: 'runs.new', title: 'New run', group: 'Runs', icon: 'plus', keys: ['N'], run: () => goTo('train') },
  { id: 'runs.search', title: 'Search runs', group: 'Runs', icon: 'search', keys: ['/'], run: focusSearch },
  {
    id: 'runs.next',
    title: 'Next run',
    group: 'Runs',
    icon: 'down',
    keys: ['J'],
    blocked: noList,
    run: () => walkBy(1),
  },
  {
    id: 'runs.previous',
    title: 'Previous run',
    group: 'Runs',
    icon: 'up',
    keys: ['K'],
    blocked: noList,
    run: () => walkBy(-1),
  },
  {
    id: 'runs.rename',
    title: 'Rename run',
    group: 'Runs',
    icon: 'pencil',
    keys: ['F2'],
    blocked: notOne,
    run: rename,
  },
  {
    id: 'runs.delete',
    title: 'Delete run',
    group: 'Runs',
    icon: 'trash',
    keys: ['Delete'],
    blocked: () => (session.page === null && session.tab === 'compare' ? 'open the run in Flow' : notSome()),
    run: () => {
      if (table.inUse) table.askDelete(meantRuns());
      else void deleteRun(meantRun());
    },
  },
  {
    id: 'runs.undo',
    title: 'Undo',
    group: 'Runs',
    icon: 'reset',
    keys: ['Ctrl Z'],
    blocked: () => (session.undoCount > 0 ? null : 'nothing to undo'),
    run: () => session.undo(),
  },
];

const tabTitles = { flow: 'Flow', train: 'Train', compare: 'Compare', runs: 'Runs' } as const;
const tabIcons = { flow: 'flow', train: 'train', compare: 'compare', runs: 'table' } as const;

const place = (): Place => ({
  page: session.page,
  tab: session.tab,
  fullView: session.fullView,
  empty: library.runs.length === 0,
  selected: library.selected !== null,
  compared: comparison.runs.length,
});
const windowCommands: readonly Command[] = [
  {
    id: 'window.commands',
    title: 'Commands',
    group: 'Window',
    icon: 'search',
    keys: ['Ctrl K'],
    run: () => {
      session.overlay = session.overlay === 'commands' ? 'none' : 'commands';
    },
  },
  ...TABS.map(
    (tab, index): Command => ({
      id: `window.${tab}`,
      title: `Go to ${tabTitles[tab]}`,
      group: 'Window',
      icon: tabIcons[tab],
      keys: [`Ctrl ${index + 1}`],
      run: () => goTo(tab),
    }),
  ),
  {
    id: 'window.library',
    title: 'Show or hide the library',
    group: 'Window',
    icon: 'side',
    keys: ['Ctrl B'],
    blocked: () => libraryProblem(place()),
    run: () => {
      session.libraryOpen = !session.libraryOpen;
    },
  },
  {
    id: 'window.inspector',
    title: 'Show or hide the inspector',
    group: 'Window',
    icon: 'side-right',
    keys: ['Ctrl I'],
    blocked: () => inspectorProblem(place()),
    run: () => session.toggleInspector(),
  },
  {
    id: 'window.theme',
    title: 'Dark or light',
    group: 'Window',
    icon: 'sun',
    keys: ['Ctrl Shift D'],
    run: () => theme.toggle(),
  },
  {
    id: 'window.reveal',
    title: 'Show the data folder',
    group: 'Window',
    icon: 'folder',
    keys: [],
    run: () => void orderWindow('library.reveal'),
  },
  {
    id: 'window.keys',
    title: 'All keys',
    group: 'Window',
    icon: 'info',
    keys: ['?'],
    run: () => {
      session.overlay = 'keys';
    },
  },
];

/** Runs a command by its id, unless it cannot be done now. */
export function runCommand(id: string): void {
  const command = COMMANDS.find((each) => each.id === id);
  if (command && (command.blocked?.() ?? null) === null) command.run();
}

const ALL: readonly Command[] = [
  ...timeCommands,
  ...viewCommands,
  ...conditionCommands,
  ...runCommands,
  ...runsScreenCommands,
  ...tableCommands,
  ...trainingCommands,
  ...compareCommands,
  ...studyCommands,
  ...outCommands,
  ...windowCommands,
];
export const COMMANDS = unlessReadOnly(ALL, () => session.readOnly !== null);

function goTo(tab: (typeof TABS)[number]): void {
  session.tab = tab;
}
