/** Global keys: dead while a field has focus, while a dialog is open, and where the focused control needs the key itself. */
import { comparison } from '../../state/comparison.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { view } from '../../state/view.svelte.ts';
import { COMMANDS } from './commands.ts';
import { keyName } from './key-name.ts';
import { commandFor, type Focused, reachesWindow } from './key-rules.ts';

const TEXT_INPUTS = new Set(['text', 'search', 'number', 'email', 'url', 'password']);

/** The control that got focus from a click. Space plays on after it; reached by Tab, Space presses it. */
let clicked: EventTarget | null = null;
let pointerAt = -1;

export function notePointer(event: PointerEvent): void {
  pointerAt = event.timeStamp;
  clicked = event.target instanceof Element ? event.target.closest('button') : null;
}

export function noteFocus(event: FocusEvent): void {
  if (event.timeStamp - pointerAt > 500) clicked = null;
}

function focusedKind(target: Element): Focused {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type) ? 'field' : 'input';
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'field';
  if ((target as HTMLElement).isContentEditable) return 'field';
  const pressed = target.closest('button, a, summary, [role="switch"]') !== null && target !== clicked;
  return pressed ? 'button' : 'other';
}

export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  if (name === 'Escape') {
    leave();
    return;
  }
  // An open dialog is modal: only what closes it again works.
  if (session.overlay !== 'none' && name !== 'Ctrl K') return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (!reachesWindow(name, focusedKind(target))) return;
  const command = commandFor(COMMANDS, name);
  if (!command) return;
  event.preventDefault();
  command.run();
}

function leave(): void {
  if (session.overlay !== 'none') session.overlay = 'none';
  else if (comparison.tool !== null) comparison.tool = null;
  else if (view.followed !== null) view.followed = null;
  else if (view.isolation !== null) view.isolation = null;
  else if (session.fullView) session.fullView = false;
  else if (session.page !== null) session.page = null;
}
