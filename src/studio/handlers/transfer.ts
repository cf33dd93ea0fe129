/** Runs out of the library and into it. */
import { exportRuns } from '../transfer/export-runs.ts';
import { importFile } from '../transfer/import-file.ts';
import { openBundle } from '../transfer/open-bundle.ts';
import { replayRun } from '../transfer/replay.ts';
import type { Handler } from './handler.ts';

type TransferCommand = 'transfer.export' | 'transfer.import' | 'transfer.open' | 'transfer.replay';

export const transferHandlers: { readonly [K in TransferCommand]: Handler<K> } = {
  'transfer.export': (parts, { ids, format }) => exportRuns(parts, ids, format),
  'transfer.import': (parts, { name, bytes, like }) => importFile(parts, { name, bytes, like }),
  'transfer.open': (parts, { name, bytes }) => openBundle(parts, name, bytes),
  'transfer.replay': ({ context }, { id }) => replayRun(context, id),
};
