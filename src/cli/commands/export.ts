import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/protocol/transfer.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { readSafetensors } from '../../studio/transfer/read-safetensors.ts';
import { exportFiles } from '../export-files.ts';
import { bytes as inBytes } from '../format.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { findRuns } from '../study-reference.ts';
import { print, printJson, tell } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type ExportOptions = GlobalOptions & { readonly format?: ExportFormat; readonly out: string };

const EXPLAINED = `
Formats:
  bundle       everything of the runs: import it elsewhere, or replay it
  safetensors  weights with PyTorch's names and layouts, ready for load_state_dict (default)
  onnx         the velocity network: inputs x, t and condition
  npz          trajectories: frames, times, conditions, x0
  csv, json    every loss and every metric
  markdown, latex  the latest metrics beside their floors
  html         a report that opens offline
  svg          charts of the loss and of every metric

Several runs come as one file; safetensors and onnx then as a zip of one for each, and svg as a zip of the charts.
Named x.svg, x.onnx or x.safetensors instead of x.zip, the parts are written one by one, as x-Loss.svg and so on.`;

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write a run, or all runs of a study or sweep, as one file')
    .argument('<run|study>', 'a run (id, beginning of an id, or name), a study (id or name) or a sweep (id)')
    .addOption(choiceOption('--format', 'format of the file (default: safetensors)', EXPORT_FORMATS))
    .requiredOption('--out <file>', 'where to write')
    .addHelpText('after', EXPLAINED)
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      const out = resolve(options.out);
      const format = options.format ?? 'safetensors';
      const { runs, file } = await withStudio(options, async (studio) => {
        const found = findRuns(await ask(studio, 'runs.list', {}), text);
        const ids = found.map(({ id }) => id);
        return { runs: found, file: await ask(studio, 'transfer.export', { ids, format }) };
      });
      const files = exportFiles(out, format, runs.length, file.bytes);
      for (const { path, bytes } of files) writeFileWhole(path, [bytes]);
      const paths = files.map(({ path }) => path);
      const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const [first] = runs;
      if (options.json) {
        const one = runs.length === 1 && first !== undefined ? { run: first.id, ...weights(format, file.bytes) } : {};
        const ids = runs.map(({ id }) => id);
        const written = { out, files: paths, format, runs: ids, bytes: size, notes: file.notes };
        return printJson({ ...written, ...one });
      }
      for (const note of file.notes) tell(note);
      const what = runs.length === 1 ? first?.name : `${runs.length} runs`;
      print(`Wrote ${what} as ${format} to ${paths.join(', ')} (${inBytes(size)}).`);
    });
}

/** Step and names of the weights in a safetensors file. */
function weights(format: ExportFormat, bytes: Uint8Array): object {
  if (format !== 'safetensors') return {};
  const { tensors, metadata } = readSafetensors('the export', bytes);
  return { step: Number(metadata.step), tensors: tensors.map(({ name }) => name) };
}
