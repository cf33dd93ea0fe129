/** Reading and changing what the user chose for this computer. */
import { nativeTheme } from 'electron';
import type { Settings } from '../../shared/ipc.ts';
import { fail, succeed } from '../../shared/result.ts';
import type { SettingsFile } from '../settings-file.ts';
import type { Handlers } from './handler.ts';

export type SettingsContext = { readonly settings: SettingsFile };

export function settingsHandlers({ settings }: SettingsContext): Handlers<'settings.read' | 'settings.write'> {
  const visible = (): Settings => {
    const { window: _place, ...chosen } = settings.current;
    return chosen;
  };
  return {
    'settings.read': async () => succeed(visible()),
    'settings.write': async (change) => {
      // The page's `prefers-color-scheme` follows this, so the choice is known before its first paint.
      if (change.theme !== undefined) nativeTheme.themeSource = change.theme;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      if (given.length === 0) return succeed(visible());
      try {
        settings.change(Object.fromEntries(given));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return fail(
          'unavailable',
          `The choice is in use but could not be saved for the next start. Check the disk and the folder's permissions: ${reason}.`,
        );
      }
      return succeed(visible());
    },
  };
}
