import type { Settings } from '../../shared/ipc.ts';
import { call } from '../api.ts';
import { session } from './session.svelte.ts';

export type ThemeChoice = Settings['theme'];
export type ThemeName = 'dark' | 'light';

/** The chosen theme, kept in the settings file, and the one that is shown. */
class Theme {
  choice = $state<ThemeChoice>('system');
  #systemLight = $state(false);
  readonly name: ThemeName = $derived(this.choice === 'system' ? (this.#systemLight ? 'light' : 'dark') : this.choice);

  /** Reads the setting and follows the system. Call once, before the first paint. */
  async start(): Promise<void> {
    const query = matchMedia('(prefers-color-scheme: light)');
    this.#systemLight = query.matches;
    query.addEventListener('change', () => {
      this.#systemLight = query.matches;
    });
    const reply = await call('settings.read', {});
    if (reply.ok) this.choice = reply.value.theme;
  }

  async choose(choice: ThemeChoice): Promise<void> {
    this.choice = choice;
    const reply = await call('settings.write', { theme: choice });
    if (!reply.ok) session.toast('error', reply.error.message);
  }

  toggle(): void {
    void this.choose(this.name === 'dark' ? 'light' : 'dark');
  }
}

export const theme = new Theme();
