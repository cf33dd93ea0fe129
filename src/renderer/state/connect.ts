/** Joins the state to the main process: reads what is there, then follows events. */
import { assertNever } from '../../shared/assert-never.ts';
import type { WindowEvent } from '../../shared/ipc.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { call, subscribe } from '../api.ts';
import { comparison } from './comparison.svelte.ts';
import { restoreComparison } from './kept-comparison.ts';
import { library } from './library.svelte.ts';
import { openLink, openWaitingLink } from './open-link.ts';
import { Reading } from './reading.ts';
import { remeasure } from './remeasure.svelte.ts';
import { RunEnds } from './run-end.ts';
import { session } from './session.svelte.ts';
import { settings } from './settings.svelte.ts';
import { solverLab } from './solver-lab.svelte.ts';
import { theme } from './theme.svelte.ts';

/** Starts the window's state. Returns the function that ends it. */
export async function connect(): Promise<() => void> {
  const unsubscribe = subscribe(receive);
  // The theme is needed for the first paint; the rest fills in.
  await theme.start();
  await settings.read();
  void call('window.state', {}).then((reply) => {
    if (reply.ok) session.windowState = reply.value;
  });
  void readStudio();
  return unsubscribe;
}

const reading = new Reading(async () => {
  await library.load();
  restoreComparison();
  openWaitingLink();
});

async function readStudio(): Promise<void> {
  await reading.begin();
  await session.checkMachine();
  await session.recordGraphics();
}

function receive(event: WindowEvent): void {
  switch (event.kind) {
    case 'run':
      seeStatus(event.run);
      library.put(event.run);
      return;
    case 'run-gone':
      library.drop(event.id);
      return;
    case 'progress':
      library.progress.set(event.progress.id, event.progress);
      return;
    case 'lab':
      solverLab.hear(event.id, event.share);
      return;
    case 'evaluating':
      session.evaluation = { id: event.id, words: event.words, share: event.share };
      return;
    case 'losses':
      library.addLosses(event.id, event.firstStep, event.values);
      return;
    case 'snapshot':
      library.addSnapshot(event.id, event.info);
      return;
    case 'measuring':
      remeasure.hear(event.id, event.share);
      return;
    case 'queue':
      library.waiting = event.waiting;
      library.held = event.held;
      library.limit = event.limit;
      return;
    case 'engine':
      session.engine = { state: event.state, backend: event.backend ?? session.engine.backend, message: event.message };
      if (event.state === 'ready') void session.checkMachine();
      return;
    case 'access':
      session.readOnly = event.readOnly;
      return;
    case 'notice':
      session.toast(event.level, event.message);
      return;
    case 'window':
      session.windowState = event.state;
      return;
    case 'link':
      openLink(event.link);
      return;
    case 'command':
      session.chooseCommand(event.id);
      return;
    case 'studio':
      if (event.state === 'gone') reading.forget();
      session.studioGone = event.state === 'gone' ? (event.message ?? 'The studio stopped. Your runs are kept.') : null;
      if (event.state === 'ready') void readStudio();
      return;
    default:
      assertNever(event);
  }
}

/** Ends that are not seen get a message; other status changes are only said to screen readers. */
const ends = new RunEnds({
  show: (...message) => session.toast(...message),
  isShown: (id) => session.toasts.some((toast) => toast.id === id),
  close: (id) => session.closeToast(id),
  inSight: isInSight,
  open: (id) => {
    library.select(id);
    session.tab = 'flow';
  },
});

function seeStatus(run: RunSummary): void {
  const before = library.find(run.id);
  if (!before || before.status === run.status) return;
  session.announce(`${before.name}: ${run.status}`);
  ends.see(before, run);
}

/** The run that Flow or Train shows, or one of those compared. */
function isInSight({ id }: RunSummary): boolean {
  if (session.page !== null) return false;
  if (session.tab === 'flow') return library.selectedId === id;
  if (session.tab === 'train') return session.trainShown === id;
  return session.tab === 'compare' && comparison.runs.some((run) => run.id === id);
}
