/** Orders to the window itself; what goes wrong becomes a message. */
import { call } from '../api.ts';
import { session } from './session.svelte.ts';

type Order = 'window.minimize' | 'window.toggleMaximize' | 'window.close' | 'library.reveal';

export async function orderWindow(order: Order): Promise<void> {
  const reply = await call(order, {});
  if (!reply.ok) session.toast('error', reply.error.message);
}

/** Puts a part of the window (CSS pixels) on the clipboard as an image. */
export async function copyImage(box: DOMRect): Promise<void> {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  const reply = await call('window.copyImage', { x, y, width, height });
  if (reply.ok) session.toast('ok', 'Image copied');
  else session.toast('error', reply.error.message);
}
