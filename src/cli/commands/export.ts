import { resolve } from 'node:path';
import type { Command } from 'commander';
import { safetensorsParts } from '../../studio/export/safetensors.ts';
import { torchTensors } from '../../studio/export/torch-tensors.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { bytes } from '../format.ts';
import { choiceOption, type GlobalOptions } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

const FORMATS = ['safetensors'] as const;

type ExportOptions = GlobalOptions & { readonly format?: (typeof FORMATS)[number]; readonly out: string };

export function addExport(program: Command): void {
  program
    .command('export')
    .description("write a run's weights with PyTorch's names and layouts, ready for load_state_dict")
    .argument('<run>', 'id, beginning of an id, or name')
    .addOption(choiceOption('--format', 'format of the file (default: safetensors)', FORMATS))
    .requiredOption('--out <file>', 'where to write')
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      const out = resolve(options.out);
      const { run, step, parts, names } = await withStudio(options, async (studio) => {
        const found = findRun(await ask(studio, 'runs.list', {}), text);
        const latest = await ask(studio, 'runs.parameters', { id: found.id });
        const tensors = torchTensors(found.config, latest.parameters);
        const metadata = {
          format: 'pt',
          run: found.name,
          step: String(latest.step),
          config: JSON.stringify(found.config),
        };
        return {
          run: found,
          step: latest.step,
          parts: safetensorsParts(tensors, metadata),
          names: tensors.map(({ name }) => name),
        };
      });
      writeFileWhole(out, parts);
      const size = parts.reduce((sum, part) => sum + part.length, 0);
      if (options.json) return printJson({ out, run: run.id, step, bytes: size, tensors: names });
      print(`Wrote ${names.length} tensors of ${run.name} at step ${step} to ${out} (${bytes(size)}).`);
    });
}
