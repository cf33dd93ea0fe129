/** The two channels between a page and the main process. Apart from `ipc.ts`, so that the preload script stays tiny. */
export const CALL_CHANNEL = 'streamline:call';
export const EVENT_CHANNEL = 'streamline:event';
