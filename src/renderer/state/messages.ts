/** Messages that come and go, and what can be taken back: Undo outlives the message that offered it. */
export type Tone = 'info' | 'ok' | 'warning' | 'error';
export type Toast = {
  readonly id: number;
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
  /** Until it is closed. */
  readonly stays: boolean;
};
type Undoable = { readonly id: number; readonly title: string; readonly run: () => void };

const TOAST_MS = 4000;
/** An Undo is offered long enough to be read and reached by keyboard. */
const ACTION_TOAST_MS = 8000;
/** Acts that Ctrl Z can take back, newest first. */
export const MOST_UNDOS = 20;

export class Messages {
  #toasts: readonly Toast[] = [];
  #undos: readonly Undoable[] = [];
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #changed: (toasts: readonly Toast[], undos: number) => void;

  /** `changed` is told the messages to show and how many acts can be undone. */
  constructor(changed: (toasts: readonly Toast[], undos: number) => void) {
    this.#changed = changed;
  }

  /**
   * Shows a message for a few seconds; errors and warnings stay until closed, others when that is `asked`. An action called
   * Undo can be taken later too.
   */
  show(tone: Tone, title: string, detail: string | null, action: Toast['action'], asked = false): number {
    const stays = asked || tone === 'error' || tone === 'warning';
    const id = this.#next++;
    this.#toasts = [
      ...this.#toasts.filter((toast) => toast.title !== title || toast.detail !== detail),
      {
        id,
        tone,
        title,
        detail,
        action: action?.label === 'Undo' ? this.#remembered(id, title, action) : action,
        stays,
      },
    ];
    this.#tell();
    if (stays) return id;
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), action ? ACTION_TOAST_MS : TOAST_MS),
    );
    return id;
  }

  isShown(id: number): boolean {
    return this.#toasts.some((toast) => toast.id === id);
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
    this.#tell();
  }

  /** Takes the newest act back that was not taken back yet. What it was called; null when there is none. */
  undo(): string | null {
    const newest = this.#undos.at(-1);
    if (!newest) return null;
    this.#undos = this.#undos.slice(0, -1);
    this.close(newest.id);
    newest.run();
    return newest.title;
  }

  /** Each act is undone once, from its message or by Ctrl Z. */
  #remembered(id: number, title: string, { label, run }: NonNullable<Toast['action']>): Toast['action'] {
    this.#undos = [...this.#undos, { id, title, run }].slice(-MOST_UNDOS);
    return {
      label,
      run: () => {
        this.#undos = this.#undos.filter((other) => other.id !== id);
        this.#tell();
        run();
      },
    };
  }

  #tell(): void {
    this.#changed(this.#toasts, this.#undos.length);
  }
}
