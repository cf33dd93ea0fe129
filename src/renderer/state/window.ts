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
  if (reply.ok)
    session.toast('ok', 'Image copied', null, { label: 'Save as file', run: () => (session.overlay = 'picture') });
  else session.toast('error', reply.error.message);
}

/** Puts text on the clipboard. The page may not ask the system for it, but a copy by the user's own hand is allowed. */
export function copyText(text: string, what: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (copied) session.toast('ok', `${what} copied`);
  else session.toast('error', `${what} could not be copied`, 'The system refused the clipboard. Nothing was changed.');
}
