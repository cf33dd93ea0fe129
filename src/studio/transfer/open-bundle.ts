/** A bundle that is shown rather than copied: after it, each of its runs is in the library once. */
import type { OpenedRuns } from '../../shared/protocol/transfer.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { restoreRuns } from '../restore-runs.ts';
import { placeBundle } from './import-bundle.ts';
import { readBundle } from './read-bundle.ts';

/** Throws a `UserError` when the file cannot be trusted; the library is then as before. */
export function openBundle(parts: StudioParts, name: string, bytes: Uint8Array): OpenedRuns {
  const { store } = parts.context;
  const bundle = readBundle(name, bytes);
  const runIds = bundle.runs.map(({ about }) => about.id);
  const runs = bundle.runs.filter(({ about }) => store.runs.read(about.id) === null);
  const trashed = runIds.filter((id) => (store.runs.read(id)?.deletedAt ?? null) !== null);
  if (runs.length > 0) placeBundle(parts.context, name, { ...bundle, runs });
  if (trashed.length > 0) restoreRuns(parts, { ids: trashed });
  return { runIds, imported: runs.length, restored: trashed.length };
}
