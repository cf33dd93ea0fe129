import type { Attachment } from 'svelte/attachments';

const DELAY_MS = 500;
const GAP = 6;

/** Shows what a control does, and its key, after a moment of hover or on keyboard focus. The control keeps its own name. */
export function tooltip(text: string, keys?: string): Attachment<HTMLElement> {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let tip: HTMLElement | null = null;

    const hide = () => {
      clearTimeout(timer);
      tip?.remove();
      tip = null;
    };
    const show = () => {
      hide();
      tip = build(text, keys);
      // Inside an open dialog everything outside of it is inert and lies below.
      (element.closest('dialog') ?? document.body).append(tip);
      place(tip, element.getBoundingClientRect());
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(show, DELAY_MS);
    };
    const focused = () => {
      if (element.matches(':focus-visible')) show();
    };
    element.addEventListener('pointerenter', wait);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('focus', focused);
    element.addEventListener('blur', hide);
    return () => {
      hide();
      element.removeEventListener('pointerenter', wait);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('focus', focused);
      element.removeEventListener('blur', hide);
    };
  };
}

function build(text: string, keys: string | undefined): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'tooltip';
  // The control is already named with the same words.
  tip.setAttribute('aria-hidden', 'true');
  const words = document.createElement('span');
  words.textContent = text;
  tip.append(words);
  if (keys) {
    const key = document.createElement('span');
    key.className = 'kbd';
    key.textContent = keys;
    tip.append(key);
  }
  return tip;
}

function place(tip: HTMLElement, target: DOMRect): void {
  const size = tip.getBoundingClientRect();
  const left = Math.min(innerWidth - size.width - 4, Math.max(4, target.left + target.width / 2 - size.width / 2));
  const below = target.bottom + GAP;
  const top = below + size.height > innerHeight ? target.top - GAP - size.height : below;
  tip.style.left = `${Math.round(left)}px`;
  tip.style.top = `${Math.round(top)}px`;
}
