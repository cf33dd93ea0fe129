/** The window's own buttons, and its picture. */
import type { BrowserWindow } from 'electron';
import { fail, succeed } from '../../shared/result.ts';
import { copyPicture } from '../clipboard.ts';
import { windowState } from '../window.ts';
import type { Handlers } from './handler.ts';

export type WindowContext = {
  /** Null once the window is closed. */
  readonly window: () => BrowserWindow | null;
};

type WindowGroup = 'window.minimize' | 'window.toggleMaximize' | 'window.close' | 'window.state' | 'window.copyImage';

export function windowHandlers(context: WindowContext): Handlers<WindowGroup> {
  const closed = fail('unavailable', 'The window is closed.');
  return {
    'window.minimize': async () => {
      context.window()?.minimize();
      return succeed(null);
    },
    'window.toggleMaximize': async () => {
      const window = context.window();
      if (window?.isMaximized()) window.unmaximize();
      else window?.maximize();
      return succeed(null);
    },
    'window.close': async () => {
      context.window()?.close();
      return succeed(null);
    },
    'window.state': async () => {
      const window = context.window();
      return window === null ? closed : succeed(windowState(window));
    },
    'window.copyImage': async (part) => {
      const window = context.window();
      if (window === null) return closed;
      const image = await window.webContents.capturePage(part);
      if (image.isEmpty()) {
        return fail('bad-input', 'The part to copy lies outside the window. The clipboard is unchanged.');
      }
      await copyPicture(image);
      return succeed(null);
    },
  };
}
