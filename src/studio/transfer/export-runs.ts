/** Runs as one file of any format. */
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { type ExportedFile, type ExportFormat, fileEnding } from '../../shared/protocol/transfer.ts';
import { UserError } from '../../shared/result.ts';
import { safetensorsParts } from '../export/safetensors.ts';
import { torchTensors } from '../export/torch-tensors.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { newestParameters } from '../stored-network.ts';
import { visibleRun } from '../studio-context.ts';
import { tableOf } from './tables.ts';
import { writeTrajectories } from './trajectories.ts';
import { writeBundle } from './write-bundle.ts';
import { type ArchiveFile, zipOf } from './zip.ts';

type Content = { readonly bytes: Uint8Array; readonly notes?: readonly string[] };
type Writer = (parts: StudioParts, runs: readonly RunSummary[]) => Content | Promise<Content>;

const text = (words: string): Content => ({ bytes: new TextEncoder().encode(words) });

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  bundle: ({ context }, runs) =>
    writeBundle(
      context,
      runs.map(({ id }) => id),
    ),
  safetensors: (parts, runs) => oneEach(runs, 'safetensors', (run) => weightsOf(parts, run)),
  onnx: () => {
    throw new UserError('unavailable', 'ONNX is not there yet.');
  },
  npz: writeTrajectories,
  csv: ({ context }, runs) => text(tableOf(context, runs, 'csv')),
  json: ({ context }, runs) => text(tableOf(context, runs, 'json')),
  markdown: ({ context }, runs) => text(tableOf(context, runs, 'markdown')),
  latex: ({ context }, runs) => text(tableOf(context, runs, 'latex')),
  html: () => {
    throw new UserError('unavailable', 'The report is not there yet.');
  },
};

export async function exportRuns(
  parts: StudioParts,
  ids: readonly RunId[],
  format: ExportFormat,
): Promise<ExportedFile> {
  const runs = [...new Set(ids)].map((id) => visibleRun(parts.context, id));
  const { bytes, notes = [] } = await WRITERS[format](parts, runs);
  return { name: `${fileStem(runs)}.${fileEnding(format, runs.length)}`, bytes, notes };
}

/** The run's name, or the study's, or how many there are; only what every file system takes. */
function fileStem(runs: readonly RunSummary[]): string {
  const [first] = runs;
  const study = first?.studyName ?? null;
  const sameStudy = study !== null && runs.every(({ studyName }) => studyName === study);
  const words = runs.length === 1 ? (first?.name ?? 'run') : sameStudy ? study : `${runs.length} runs`;
  return (
    words
      .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
      .replace(/^[. ]+/, '')
      .slice(0, 80) || 'run'
  );
}

/** A file for one run, or a zip of one for each. */
function oneEach(runs: readonly RunSummary[], ending: string, write: (run: RunSummary) => Uint8Array): Content {
  const [first, ...others] = runs;
  if (first !== undefined && others.length === 0) return { bytes: write(first) };
  const files: ArchiveFile[] = runs.map((run) => ({
    path: `${fileStem([run])}-${run.id}.${ending}`,
    bytes: write(run),
  }));
  return { bytes: zipOf(files) };
}

function weightsOf({ context }: StudioParts, run: RunSummary): Uint8Array {
  const found = newestParameters(context, run);
  if (!found) throw new UserError('not-found', `${run.name} has no parameters yet: it has not trained.`);
  const metadata = { format: 'pt', run: run.name, step: String(found.step), config: JSON.stringify(run.config) };
  return new Uint8Array(Buffer.concat(safetensorsParts(torchTensors(run.config, found.read()), metadata)));
}
