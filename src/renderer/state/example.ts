/** The study that comes with the app: in the library once, its first run in Flow, and what to look at. */
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { comparison } from './comparison.svelte.ts';
import { library } from './library.svelte.ts';
import { session } from './session.svelte.ts';

const LOOK_AT =
  'Press Space: these paths bend late, since nothing tells the network which mode is meant. J shows the next run; C takes one into Compare, the button takes all.';

export async function openExample(): Promise<void> {
  const reply = await call('example.open', {});
  if (!reply.ok) {
    session.toast('error', 'The example study was not opened', reply.error.message);
    return;
  }
  await library.load();
  const { runIds } = reply.value;
  library.select(runIds[0] ?? null);
  session.tab = 'flow';
  const sideBySide = () => comparison.compare(runIds.flatMap((id) => library.find(id) ?? []));
  const title = `Example study, ${plural(runIds.length, 'trained run')}`;
  session.toast('info', title, LOOK_AT, { label: 'Compare', run: sideBySide }, true);
}
