/** Where a moved library lies: a small file beside the default folder, read by the window and the command line alike. */
import { readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../shared/result.ts';
import { writeFileWhole } from './export/write-file.ts';

const schema = z.strictObject({
  library: z.string().min(1).refine(isAbsolute),
  /** Where it was before: kept until the user removes it. */
  old: z.string().min(1).refine(isAbsolute).nullable(),
});
export type MovedLibrary = z.infer<typeof schema>;

export const placeFile = (dataFolder: string): string => join(dataFolder, 'streamline', 'library-place.json');

/** Null when the library was never moved. A file that is not understood is no reason to start an empty library elsewhere. */
export function readPlace(dataFolder: string): MovedLibrary | null {
  const path = placeFile(dataFolder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new UserError(
    'unavailable',
    `${path} should say where the library is, but cannot be understood. Mend or remove it, or start with --library.`,
  );
}

export function writePlace(dataFolder: string, place: MovedLibrary): void {
  writeFileWhole(placeFile(dataFolder), [new TextEncoder().encode(`${JSON.stringify(place, null, 2)}\n`)]);
}

export function forgetPlace(dataFolder: string): void {
  rmSync(placeFile(dataFolder), { force: true });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: refused like any other content.
    return null;
  }
}
