/** Writes a file whole or not at all, where the user said in a dialog. */
import { open, rename, rm } from 'node:fs/promises';
import { fail, type Reply, succeed } from '../shared/result.ts';

export async function writeChosen(path: string, bytes: Uint8Array): Promise<Reply<null>> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return succeed(null);
  } catch (error) {
    await rm(unfinished, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'unavailable',
      `${path} could not be written (${reason}). Nothing was left there; choose another place.`,
    );
  }
}

/** A name that every file system takes, from whatever a run is called. */
export function fileName(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N} ._()-]+/gu, '-').replace(/^[. ]+/, '');
  return plain.slice(0, 100) || 'streamline';
}
