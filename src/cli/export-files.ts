/** Which files an export becomes: what several parts are packed in, or each part by itself. */
import { basename } from 'node:path';
import { type ExportFormat, fileEnding } from '../shared/protocol/transfer.ts';
import { unzipChecked } from '../studio/transfer/zip.ts';

export type OutputFile = { readonly path: string; readonly bytes: Uint8Array };

/**
 * A zip never gets a name that says otherwise: `charts.svg` is one chart, and where there are several they are
 * `charts-Loss.svg`, `charts-w2.svg` and so on. Under any other name the zip stays whole.
 */
export function exportFiles(out: string, format: ExportFormat, runs: number, bytes: Uint8Array): OutputFile[] {
  const ending = `.${format}`;
  const packed = fileEnding(format, runs).endsWith('.zip');
  if (!packed || !out.toLowerCase().endsWith(ending)) return [{ path: out, bytes }];
  const parts = [...unzipChecked(basename(out), bytes, () => true)];
  const [first] = parts;
  if (first && parts.length === 1) return [{ path: out, bytes: first[1] }];
  const stem = out.slice(0, -ending.length);
  return parts.map(([name, part]) => ({ path: `${stem}-${name}`, bytes: part }));
}
