/** What the user chose for this computer, besides the theme, which has a state of its own. */
import type { Settings } from '../../shared/ipc.ts';
import { FIRST_SETTINGS, type LibraryPlace } from '../../shared/protocol/window-out.ts';
import { call } from '../api.ts';
import { session } from './session.svelte.ts';

class SettingsState {
  current = $state.raw<Settings>(FIRST_SETTINGS);
  place = $state.raw<LibraryPlace | null>(null);
  /** True while the library is being moved: then there is no studio to ask. */
  moving = $state(false);
  /** Threads or GPU were changed since the studio started. */
  restartDue = $state(false);

  async read(): Promise<void> {
    const reply = await call('settings.read', {});
    if (reply.ok) this.current = reply.value;
  }

  async readPlace(): Promise<void> {
    const reply = await call('library.place', {});
    if (reply.ok) this.place = reply.value;
    else session.toast('error', reply.error.message);
  }

  async change(change: Partial<Settings>): Promise<void> {
    if (change.threads !== undefined || change.gpu !== undefined) this.restartDue = true;
    const reply = await call('settings.write', change);
    if (reply.ok) this.current = reply.value;
    else session.toast('error', reply.error.message);
  }

  /** Trainings at once; null: they could not be read. */
  async readTrainings(): Promise<number | null> {
    const reply = await call('queue.limit', { trainings: null });
    return reply.ok ? reply.value.trainings : null;
  }

  async setTrainings(trainings: number): Promise<void> {
    const reply = await call('queue.limit', { trainings });
    if (!reply.ok) session.toast('error', reply.error.message);
  }

  async restart(): Promise<void> {
    if (await session.restartStudio()) this.restartDue = false;
  }

  async move(): Promise<void> {
    this.moving = true;
    const reply = await call('library.move', {});
    this.moving = false;
    if (!reply.ok) session.toast('error', reply.error.message);
    else if (reply.value !== null) {
      this.place = reply.value;
      session.toast('ok', 'Library moved', 'The old folder is kept until you remove it in the settings.');
    }
  }

  async removeOld(): Promise<void> {
    const reply = await call('library.removeOld', {});
    if (!reply.ok) session.toast('error', reply.error.message);
    else {
      this.place = reply.value;
      session.toast('ok', 'Old library removed');
    }
  }
}

export const settings = new SettingsState();
