/** Runs as one file of any format. */
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { type ExportedFile, type ExportFormat, fileEnding } from '../../shared/protocol/transfer.ts';
import { UserError } from '../../shared/result.ts';
import { chartSvg } from '../chart/line-chart.ts';
import { runCharts } from '../chart/run-charts.ts';
import { safetensorsParts } from '../export/safetensors.ts';
import { torchTensors } from '../export/torch-tensors.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { velocityModel } from '../onnx/velocity-model.ts';
import { writeReport } from '../report/report.ts';
import { type FoundParameters, newestParameters } from '../stored-network.ts';
import { type StudioContext, visibleRun } from '../studio-context.ts';
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
  onnx: onnxOf,
  npz: writeTrajectories,
  csv: ({ context }, runs) => text(tableOf(context, runs, 'csv')),
  json: ({ context }, runs) => text(tableOf(context, runs, 'json')),
  markdown: ({ context }, runs) => text(tableOf(context, runs, 'markdown')),
  latex: ({ context }, runs) => text(tableOf(context, runs, 'latex')),
  html: writeReport,
  svg: ({ context }, runs) => chartFiles(context, runs),
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
  const found = trained(context, run);
  const metadata = { format: 'pt', run: run.name, step: String(found.step), config: JSON.stringify(run.config) };
  return new Uint8Array(Buffer.concat(safetensorsParts(torchTensors(run.config, found.read()), metadata)));
}

function onnxOf({ context }: StudioParts, runs: readonly RunSummary[]): Content {
  const { bytes } = oneEach(runs, 'onnx', (run) => {
    const { step, read } = trained(context, run);
    return velocityModel(run, read(), step);
  });
  const guided = runs.filter(({ config }) => config.guidance.weight !== 1).map(({ name }) => name);
  const note = `Guidance is not in the file: ${guided.join(', ')} samples with v∅ + w (v − v∅), which the reader does itself.`;
  return { bytes, notes: guided.length === 0 ? [] : [note] };
}

function trained(context: StudioContext, run: RunSummary): FoundParameters {
  const found = newestParameters(context, run);
  if (!found) throw new UserError('not-found', `${run.name} has no parameters yet: it has not trained.`);
  return found;
}

/** Print colours: dark enough on white paper, and told apart without colour vision by the legend's order. */
const PRINT = ['#4c6277', '#cb2c55', '#007c68', '#9a6400', '#7040d2', '#53790a', '#bf4c0c', '#b02f9b', '#4c6277'];
const PAPER = { text: '#475261', grid: '#e6eaee', ground: '#ffffff', font: 'Helvetica, Arial, sans-serif' };

/** A zip of the loss curve and one chart a metric. */
function chartFiles(context: StudioContext, runs: readonly RunSummary[]): Content {
  const charts = runCharts(context, runs, ({ slot }) => PRINT[slot] ?? '#4c6277');
  const files = charts.map((chart): ArchiveFile => {
    const path = `${chart.title.replaceAll(/[^A-Za-z0-9._@-]+/g, '-')}.svg`;
    return { path, bytes: new TextEncoder().encode(`${chartSvg(chart, PAPER)}\n`) };
  });
  return { bytes: zipOf(files) };
}
