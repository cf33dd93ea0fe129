/** What no page may ever do, whatever it loads or is made to run. */
import type { App, Session, WebContents } from 'electron';
import { isAppPage, parseAddress } from './app-url.ts';
import { openOutside } from './external.ts';

/** `devtools:` is Chromium's own inspector, which exists only when developing. */
const LOCAL_PROTOCOLS: readonly string[] = ['app:', 'blob:', 'data:', 'devtools:'];

export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const local = LOCAL_PROTOCOLS.includes(parseAddress(details.url)?.protocol ?? '');
    decide({ cancel: !local });
  });
}

/** Covers every page there will be, also ones nobody meant to open. */
export function restrictPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => restrictPage(contents));
}

function restrictPage(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Reloading is a navigation to the same page and stays possible.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url).catch((error: unknown) => console.error(`Could not open ${url}:`, error));
    return { action: 'deny' };
  });
}
