/** Links that lead into the app from outside. Only what `parseLink` understands goes on to the window. */
import type { App } from 'electron';
import { type DeepLink, LINK_SCHEME, parseLink } from '../shared/deep-link.ts';

/** The first argument that is such a link; all others are none of our business. */
export function linkIn(argv: readonly string[]): DeepLink | null {
  const text = argv.find((argument) => argument.startsWith(`${LINK_SCHEME}:`));
  return text === undefined ? null : parseLink(text);
}

/** Tells the system who opens the links. An app with a profile of its own (a test) leaves the system as it is. */
export function claimLinks(app: App, own: boolean): void {
  if (own) return;
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [app.getAppPath()]);
}

export function followLinks(app: App, open: (link: DeepLink) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseLink(url);
    if (link) open(link);
  });
  app.on('second-instance', (_event, argv) => {
    const link = linkIn(argv);
    if (link) open(link);
  });
}
