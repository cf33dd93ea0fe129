/** Commands that carry runs and views out and in, and those of the settings. */
import { linkTo } from '../../../shared/deep-link.ts';
import type { IconName } from '../../parts/icon-shapes.ts';
import { clock } from '../../state/clock.svelte.ts';
import { library } from '../../state/library.svelte.ts';
import { type Overlay, session } from '../../state/session.svelte.ts';
import { shownRecipe } from '../../state/shown-scenes.ts';
import { copyDiagnostics, copyText, importByDialog } from '../../state/transfer.ts';
import { notSome } from '../runs/meant.ts';

type Group = 'Runs' | 'View' | 'Window';
const command = (
  id: string,
  title: string,
  group: Group,
  icon: IconName,
  keys: readonly string[],
  run: () => void,
  blocked: (() => string | null) | null = null,
) => ({ id, title, group, icon, keys, run, ...(blocked ? { blocked } : {}) });

const opens = (overlay: Overlay) => () => {
  session.overlay = overlay;
};
const noRuns = () => (library.runs.length > 0 ? notSome() : 'no run yet');
const noView = () => (shownRecipe() !== null ? null : 'no 3-D view is open');
const notFlow = () => (session.tab === 'flow' && library.selected ? null : 'open a run in Flow');

/** The run, the moment and the camera as they are now. */
export function copyLink(): void {
  const run = library.selected;
  if (!run) return;
  const camera = shownRecipe()?.camera ?? null;
  void copyText(linkTo({ runId: run.id, t: clock.t, camera }), 'Link to this view copied');
}

export const outCommands = [
  command('file.export', 'Export', 'Runs', 'download', ['E'], opens('export'), noRuns),
  command('file.import', 'Import', 'Runs', 'upload', ['Ctrl O'], () => void importByDialog()),
  command('file.picture', 'Save picture', 'View', 'camera', [], opens('picture'), noView),
  command('file.movie', 'Save movie', 'View', 'play', [], opens('movie'), noView),
  command('view.lab', 'Solver lab', 'View', 'table', [], opens('lab'), notFlow),
  command('view.link', 'Copy link to this view', 'View', 'link', [], copyLink, notFlow),
  command('window.settings', 'Settings', 'Window', 'settings', ['Ctrl ,'], opens('settings')),
  command('window.diagnostics', 'Copy diagnostics', 'Window', 'copy', [], () => void copyDiagnostics()),
];
