/** Finds the file behind an `app://` address, and never one outside the renderer's folder. */
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { APP_HOST, APP_SCHEME, parseAddress } from './app-url.ts';

/** Null when the address is malformed, names no file, or leads outside `root`, also through a symbolic link. */
export async function findAppFile(root: string, address: string): Promise<string | null> {
  const segments = safeSegments(address);
  if (segments === null) return null;
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, ...segments));
    if (!file.startsWith(folder + sep)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function safeSegments(address: string): string[] | null {
  const url = parseAddress(address);
  if (url === null) return null;
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '' || url.password !== '') {
    return null;
  }
  const segments: string[] = [];
  for (const encoded of url.pathname.split('/').slice(1)) {
    const segment = decodeOnce(encoded);
    // Separators, drive letters and NUL can only come from an encoding trick; no file of ours has them in its name.
    if (segment === null || segment === '' || segment === '.' || segment === '..' || /[/\\:\0]/.test(segment)) {
      return null;
    }
    segments.push(segment);
  }
  return segments.length === 0 ? null : segments;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP';
}
