/** Commands that carry runs out of a library and into it. Files travel as bytes: only main and the command line touch paths. */
import { z } from 'zod';
import type { RunId } from '../model/records.ts';

export const EXPORT_FORMATS = [
  'bundle',
  'safetensors',
  'onnx',
  'npz',
  'csv',
  'json',
  'markdown',
  'latex',
  'html',
  'svg',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const runId = z.string().min(1).max(64);

export const transferInputs = {
  /** One file for the runs given. */
  'transfer.export': z.strictObject({ ids: z.array(runId).min(1).max(10_000), format: z.enum(EXPORT_FORMATS) }),
  /** A bundle, or safetensors weights. `like`: the run whose settings weights without settings of their own take. */
  'transfer.import': z.strictObject({
    name: z.string().min(1).max(255),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
    like: runId.nullable(),
  }),
  /** Shows the runs of a bundle: those that are not in the library come in, those in its trash come back, none twice. */
  'transfer.open': z.strictObject({
    name: z.string().min(1).max(255),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
  }),
  /** Trains the run again from its configuration and compares. */
  'transfer.replay': z.strictObject({ id: runId }),
} as const;

export type ExportedFile = {
  /** A file name that says what is inside; no folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a reader should know about what is in it and what is not. */
  readonly notes: readonly string[];
};

export type ImportedRuns = {
  readonly runIds: readonly RunId[];
  readonly studyName: string | null;
  /** What had to be changed: new ids, freed names, trainings that were under way. */
  readonly notes: readonly string[];
};

export type OpenedRuns = {
  /** All runs of the bundle, in its order. */
  readonly runIds: readonly RunId[];
  readonly imported: number;
  readonly restored: number;
};

/** `replay --json`: others script against it. `maxDifference`: largest absolute difference between two weights. */
export type ReplayVerdict = {
  readonly verdict: 'equal' | 'close' | 'differs';
  readonly maxDifference: number | null;
  readonly why: string;
};

export type TransferResults = {
  'transfer.export': ExportedFile;
  'transfer.import': ImportedRuns;
  'transfer.open': OpenedRuns;
  'transfer.replay': ReplayVerdict;
};

/** Ending of the file that a format makes. Several runs of a one-run format come as one zip. */
export function fileEnding(format: ExportFormat, runs: number): string {
  const several = runs > 1 && (format === 'safetensors' || format === 'onnx');
  return several ? `${format}.zip` : ENDINGS[format];
}

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  bundle: 'streamline',
  safetensors: 'safetensors',
  onnx: 'onnx',
  npz: 'npz',
  csv: 'csv',
  json: 'json',
  markdown: 'md',
  latex: 'tex',
  html: 'html',
  svg: 'svg.zip',
};
