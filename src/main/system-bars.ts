/** Taskbar or dock progress, and the system's notifications. */
import { type BrowserWindow, Notification } from 'electron';
import type { SettingsFile } from './settings-file.ts';
import type { SystemBars } from './training-watch.ts';

export function systemBars(window: () => BrowserWindow | null, settings: SettingsFile): SystemBars {
  return {
    // A negative share removes the bar.
    progress: (share) => window()?.setProgressBar(share ?? -1),
    notify(title, body) {
      if (!Notification.isSupported()) return;
      const note = new Notification({ title, body });
      note.on('click', () => {
        window()?.show();
        window()?.focus();
      });
      note.show();
    },
    isWatched: () => window()?.isFocused() === true,
    wantsNotes: () => settings.current.notify,
  };
}
