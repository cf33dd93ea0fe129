/** Follows a link from outside: the run, the moment and the camera it names. */
import type { DeepLink } from '../../shared/deep-link.ts';
import { clock } from './clock.svelte.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';
import { view } from './view.svelte.ts';

let waiting: DeepLink | null = null;

/** A link that comes before the library is read waits for it. */
export function openLink(link: DeepLink): void {
  if (!library.loaded || (library.missing > 0 && !library.find(link.runId))) {
    waiting = link;
    return;
  }
  if (!library.find(link.runId)) {
    session.toast('error', `The link leads to a run that is not in this library (${link.runId}).`);
    return;
  }
  library.select(link.runId);
  session.tab = 'flow';
  session.overlay = 'none';
  if (link.t !== null) {
    clock.pause();
    clock.set(link.t);
  }
  if (link.camera !== null) view.placeCamera(link.camera);
}

/** The library has been read. */
export function openWaitingLink(): void {
  const link = waiting;
  waiting = null;
  if (link) openLink(link);
}
