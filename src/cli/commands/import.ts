import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { readInput } from '../input-file.ts';
import type { GlobalOptions } from '../options.ts';
import { runListEntry } from '../run-list-entry.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson, tell } from '../terminal.ts';
import { ask, withWritableStudio } from '../with-studio.ts';

type ImportOptions = GlobalOptions & { readonly like?: string };

export function addImport(program: Command): void {
  program
    .command('import')
    .description('take runs from a bundle, or weights from a safetensors file, into the library')
    .argument('<file>', 'a bundle (.streamline) or weights (.safetensors)')
    .option('--like <run>', 'for weights that do not say their settings: a run with the same network')
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>();
      const path = resolve(text);
      const bytes = readInput(path);
      const { imported, runs } = await withWritableStudio(options, async (studio) => {
        const list = await ask(studio, 'runs.list', {});
        const like = options.like === undefined ? null : findRun(list, options.like).id;
        const answer = await ask(studio, 'transfer.import', { name: basename(path), bytes, like });
        const all = await ask(studio, 'runs.list', {});
        return { imported: answer, runs: all.filter(({ id }) => answer.runIds.includes(id)) };
      });
      if (options.json)
        return printJson({ runs: runs.map(runListEntry), study: imported.studyName, notes: imported.notes });
      for (const note of imported.notes) tell(note);
      for (const { id, name } of runs) print(`Imported ${name} (${id}).`);
    });
}
