/** The one address of the window's page. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'streamline';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** True for the page itself, with or without a fragment; other files of the app are not pages. */
export function isAppPage(address: string): boolean {
  return address === APP_PAGE || address.startsWith(`${APP_PAGE}#`);
}

/** `URL.canParse` is younger than the oldest Electron this runs on. */
export function parseAddress(address: string): URL | null {
  try {
    return new URL(address);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
