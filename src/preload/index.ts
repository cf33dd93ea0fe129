/** The bridge: one typed object on `window.streamline`, and nothing of Electron behind it. */
import { contextBridge, ipcRenderer } from 'electron';
import type { StreamlineApi, WindowEvent } from '../shared/ipc.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/ipc-channels.ts';

const listeners = new Set<(event: WindowEvent) => void>();

// The first argument is Electron's own event object; it must never reach the page.
ipcRenderer.on(EVENT_CHANNEL, (_event, message: WindowEvent) => {
  for (const listener of listeners) listener(message);
});

const api: StreamlineApi = {
  call: (command, input) => ipcRenderer.invoke(CALL_CHANNEL, command, input),
  subscribe(listener) {
    if (typeof listener !== 'function') throw new TypeError('subscribe needs a function.');
    // A fresh function for each subscription: subscribing the same listener twice must not merge the two.
    const subscription = (event: WindowEvent) => listener(event);
    listeners.add(subscription);
    return () => {
      listeners.delete(subscription);
    };
  },
};

contextBridge.exposeInMainWorld('streamline', Object.freeze(api));
