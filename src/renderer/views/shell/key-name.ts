/** The name of a pressed key, as commands and the sheet of keys write it. */

export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** "Ctrl Shift D", "←", "?": Command counts as Ctrl. Shift is named only where the key itself does not change with it. */
export function keyName(event: PressedKey): string {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const letter = /^[a-z]$/i.test(event.key);
  // With Ctrl held, layouts without Latin letters still have the key in its place.
  const fromPlace = modified && !letter ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined;
  const name = fromPlace ?? NAMES[event.key] ?? (letter ? event.key.toUpperCase() : event.key);
  const printable = event.key.length === 1 && event.key !== ' ' && !letter;
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !printable ? 'Shift' : '',
    name,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The same keys as a Mac writes them. */
export function keysFor(platform: 'linux' | 'darwin' | 'win32', keys: string): string {
  return platform === 'darwin' ? keys.replaceAll('Ctrl', '⌘').replaceAll('Shift', '⇧').replaceAll('Alt', '⌥') : keys;
}
