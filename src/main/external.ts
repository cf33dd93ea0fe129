/** The one way out of the app: pages that may open in the system's browser. */
import { shell } from 'electron';

/** Papers the app cites. */
const ALLOWED_HOSTS: readonly string[] = ['arxiv.org'];

export function isAllowedOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === 'https:' &&
    ALLOWED_HOSTS.includes(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

export async function openOutside(address: string): Promise<void> {
  if (isAllowedOutside(address)) await shell.openExternal(address);
}
