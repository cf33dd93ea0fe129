/** The one way out of the app: pages that may open in the system's browser. */
import { shell } from 'electron';
import { parseAddress } from './app-url.ts';

/** Papers the app cites. */
const ALLOWED_HOSTS: readonly string[] = ['arxiv.org'];

export function isAllowedOutside(address: string): boolean {
  const url = parseAddress(address);
  return (
    url !== null &&
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
