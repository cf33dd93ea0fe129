/** The one door between a page and the app. Nothing else names `ipcMain`. */
import { type BrowserWindow, ipcMain } from 'electron';
import type { WindowEvent } from '../shared/ipc.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/ipc-channels.ts';
import { type Answerers, answer } from './answer.ts';
import type { EventFeed } from './event-feed.ts';
import { isTrusted } from './sender.ts';

export function openDoor(answerers: Answerers, window: () => BrowserWindow | null): void {
  ipcMain.handle(CALL_CHANNEL, (event, command: unknown, input: unknown) => {
    const sender = { contentsId: event.sender.id, frame: event.senderFrame };
    if (!isTrusted(sender, window()?.webContents.id ?? null))
      throw new Error('Refused: only the app’s own window may ask.');
    return answer(answerers, command, input);
  });
}

/** Sends events to the page whenever one is loaded and listening. */
export function connectFeed(feed: EventFeed, window: BrowserWindow): void {
  const contents = window.webContents;
  const send = (event: WindowEvent): void => {
    if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, event);
  };
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) feed.close();
  });
  contents.on('did-finish-load', () => feed.open(send));
  contents.on('render-process-gone', () => feed.close());
  window.on('closed', () => feed.close());
}
