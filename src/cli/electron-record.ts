import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CACHE } from './places.ts';

/** What set-up writes down about the Electron that it chose. */
const recordSchema = z.object({
  wanted: z.string(),
  source: z.enum(['package', 'closed-network']),
  version: z.string(),
  folder: z.string(),
  executable: z.string(),
});

/** One line about the Electron that opens the window. The command line itself needs none. */
export function electronLine(cache = CACHE): string {
  const record = readRecord(join(cache, 'electron.json'));
  if (record === null || !existsSync(join(record.folder, record.executable))) {
    return 'not set up yet; npm start does it. The command line needs none.';
  }
  return record.source === 'package'
    ? `${record.version}, from its own package`
    : `${record.version} from npm, because ${record.wanted} could not be downloaded: out of support, for tests and closed networks only`;
}

function readRecord(path: string): z.infer<typeof recordSchema> | null {
  try {
    return recordSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    // No record, or an unreadable one, is the same answer: set-up has to run.
    return null;
  }
}
