import type { WindowState } from '../../shared/ipc.ts';
import type { BackendInfo, RunId } from '../../shared/model/records.ts';
import type { StudyName } from '../../shared/studies/study.ts';
import type { MachineReport } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { type Graphics, probeGraphics } from './graphics.ts';
import { Messages, type Toast, type Tone } from './messages.ts';

export const TABS = ['flow', 'train', 'compare', 'runs'] as const;
export type Tab = (typeof TABS)[number];
/** A page that lies over the tabs until one of them is chosen: all studies, one of them, or the paths. */
export type Page =
  | { readonly kind: 'studies' }
  | { readonly kind: 'study'; readonly name: StudyName }
  | { readonly kind: 'paths' };
export type Overlay = 'none' | 'keys' | 'commands' | 'settings' | 'export' | 'picture' | 'movie' | 'lab' | 'group';
export type EngineState = {
  readonly state: 'starting' | 'ready' | 'gone';
  readonly backend: BackendInfo | null;
  readonly message: string | null;
};

const NARROW = 1280;
const LOW = 780;

/** What the whole window shares: which screen, what is open, the machine, and what the user must be told. */
class Session {
  #tab = $state<Tab>('flow');
  page = $state.raw<Page | null>(null);
  overlay = $state<Overlay>('none');
  libraryOpen = $state(true);
  /** Width of the window; below `NARROW` the inspector lies over the view and waits to be asked for. */
  width = $state(innerWidth);
  readonly narrow: boolean = $derived(this.width < NARROW);
  height = $state(innerHeight);
  /** Too low for everything in the inspector: its layers begin as a head alone. */
  readonly low: boolean = $derived(this.height < LOW);
  #beside = $state(true);
  #over = $state(false);
  fullView = $state(false);
  windowState = $state.raw<WindowState>({ maximized: false, platform: 'linux' });

  machine = $state.raw<MachineReport | null>(null);
  machineProblem = $state<string | null>(null);
  #graphics: Graphics | null = null;
  engine = $state.raw<EngineState>({ state: 'starting', backend: null, message: null });
  studioGone = $state<string | null>(null);
  /** Why the library can be read but not written; null: it can be written. */
  readOnly = $state<string | null>(null);
  /** How far the evaluation at work is. */
  evaluation = $state.raw<{ readonly id: string; readonly words: string; readonly share: number } | null>(null);
  toasts = $state.raw<readonly Toast[]>([]);
  /** Acts that Ctrl Z can take back. */
  undoCount = $state(0);
  /** The run that the training screen shows. */
  trainShown = $state<RunId | null>(null);
  /** A command chosen in the native menu; `asked` grows with each, so the same one can be chosen again. */
  menuCommand = $state.raw<{ readonly id: string; readonly asked: number } | null>(null);
  /** Said to screen readers: status changes, never progress. */
  announcement = $state('');

  readonly #messages = new Messages((toasts, undos) => {
    this.toasts = toasts;
    this.undoCount = undos;
  });

  get tab(): Tab {
    return this.#tab;
  }

  /** Choosing a tab also leaves a page. */
  set tab(tab: Tab) {
    this.#tab = tab;
    this.page = null;
  }

  get inspectorShown(): boolean {
    return this.narrow ? this.#over : this.#beside;
  }

  toggleInspector(): void {
    if (this.narrow) this.#over = !this.#over;
    else this.#beside = !this.#beside;
  }

  get backend(): BackendInfo | null {
    return this.engine.backend ?? this.machine?.backend ?? null;
  }

  /** What draws the 3-D view, looked at once. */
  get graphics(): Graphics {
    this.#graphics ??= probeGraphics();
    return this.#graphics;
  }

  /** Writes down what draws the 3-D view, for the command line's doctor. */
  async recordGraphics(): Promise<void> {
    const { kind, renderer } = this.graphics;
    const reply = await call('machine.graphics', {
      renderer: kind === 'none' ? null : `WebGL 2, ${kind}: ${renderer}`,
    });
    if (!reply.ok) this.toast('warning', 'The machine check could not be written down', reply.error.message);
  }

  /** Asks for the machine check again. */
  async checkMachine(): Promise<void> {
    const reply = await call('machine.check', {});
    if (reply.ok) {
      this.machine = reply.value;
      this.machineProblem = null;
    } else {
      this.machineProblem = reply.error.message;
    }
  }

  /** Shows a message for a few seconds; errors and warnings stay until closed. Its number, by which it is closed. */
  toast(
    tone: Tone,
    title: string,
    detail: string | null = null,
    action: Toast['action'] = null,
    stays = false,
  ): number {
    this.announcement = detail === null ? title : `${title}. ${detail}`;
    return this.#messages.show(tone, title, detail, action, stays);
  }

  closeToast(id: number): void {
    this.#messages.close(id);
  }

  /** A dialog tells a moment later that it closed: by then another one may be open. */
  leaveOverlay(overlay: Overlay): void {
    if (this.overlay === overlay) this.overlay = 'none';
  }

  /** Ctrl Z: takes back the newest act that can be, also when its message has gone. */
  undo(): void {
    const undone = this.#messages.undo();
    if (undone !== null) this.toast('info', `Undone: ${undone}`);
  }

  chooseCommand(id: string): void {
    this.menuCommand = { id, asked: (this.menuCommand?.asked ?? 0) + 1 };
  }

  announce(text: string): void {
    this.announcement = text;
  }

  async restartStudio(): Promise<boolean> {
    const reply = await call('studio.restart', {});
    if (!reply.ok) {
      this.toast('error', reply.error.message);
      return false;
    }
    this.studioGone = null;
    return true;
  }
}

export const session = new Session();
