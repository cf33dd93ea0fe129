import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStudio, type Studio } from '../studio/studio.ts';

/** A studio whose library exists only for this work: for measurements that concern the machine and no study. */
export async function withTemporaryStudio<T>(work: (studio: Studio) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'streamline-'));
  try {
    const studio = await openStudio({ library: folder });
    try {
      return await work(studio);
    } finally {
      await studio.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
