/** Which keys reach the window while something has the focus, and which command answers. */

/** What has the focus: a field for text or a list to choose from, another input, a thing that is pressed, or anything else. */
export type Focused = 'field' | 'input' | 'button' | 'other';

const PRESSES = new Set(['Space', 'Enter']);
const SLIDES = new Set(['←', '→', '↑', '↓', 'Home', 'End']);

/** True when the focused control leaves this key to the window. */
export function reachesWindow(name: string, focused: Focused): boolean {
  switch (focused) {
    case 'field':
      // Every letter is text there, and so is what edits it.
      return name.startsWith('Ctrl ') && !isEditing(name);
    case 'input':
      return !SLIDES.has(name) && !PRESSES.has(name);
    case 'button':
      return !PRESSES.has(name);
    case 'other':
      return true;
  }
}

/** Ctrl combinations that a text field needs. */
function isEditing(name: string): boolean {
  return /^Ctrl (Shift )?(Z|Y|A|C|V|X|←|→|Home|End)$/.test(name);
}

/** A key may mean one thing here and another elsewhere: the first command that can be done now answers. */
export function commandFor<C extends { readonly keys: readonly string[]; readonly blocked?: () => string | null }>(
  commands: readonly C[],
  name: string,
): C | null {
  return commands.find(({ keys, blocked }) => keys.includes(name) && (blocked?.() ?? null) === null) ?? null;
}
