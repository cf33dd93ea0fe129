import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { LONGEST_NOTE } from '../../shared/protocol/library.ts';
import { UserError } from '../../shared/result.ts';
import { readInput } from '../input-file.ts';
import type { GlobalOptions } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio, withWritableStudio } from '../with-studio.ts';

type NoteOptions = GlobalOptions & { readonly file?: string; readonly show?: boolean };

const STDIN = 0;

function textOf(file: string): string {
  if (file !== '-') return Buffer.from(readInput(file)).toString('utf8');
  try {
    return readFileSync(STDIN, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new UserError(
      'bad-input',
      `--file -: the standard input cannot be read (${code}). The note was not changed.`,
    );
  }
}

export function addNote(program: Command): void {
  program
    .command('note')
    .description('write the note of a run (Markdown), or show it; an empty text takes it away')
    .argument('<run>', 'id, beginning of an id, or name')
    .argument('[text]', 'the note')
    .option('--file <file>', 'read the note from a file; - is the standard input')
    .option('--show', 'print the note (also without a text)')
    .action(async (runText: string, text: string | undefined, _options: object, command: Command) => {
      const { file, show, ...options } = command.optsWithGlobals<NoteOptions>();
      const given = [text !== undefined && 'TEXT', file !== undefined && '--file', show && '--show'].filter(Boolean);
      if (given.length > 1)
        throw new UserError('bad-input', `${given.join(' and ')} do not go together: give one of them.`);
      const note = file === undefined ? text : textOf(file);
      if (note !== undefined && note.length > LONGEST_NOTE) {
        throw new UserError(
          'bad-input',
          `The note has ${note.length} characters, but at most ${LONGEST_NOTE} fit. It was not changed.`,
        );
      }
      const open = note === undefined ? withStudio : withWritableStudio;
      const run = await open(options, async (studio) => {
        const { id } = findRun(await ask(studio, 'runs.list', {}), runText);
        if (note !== undefined) await ask(studio, 'runs.note', { id, text: note });
        return ask(studio, 'runs.show', { id });
      });
      if (options.json) return printJson({ id: run.id, name: run.name, note: run.note });
      if (note === undefined) return print(run.note === '' ? `${run.name} has no note.` : run.note);
      print(run.note === '' ? `The note of ${run.name} was taken away.` : `The note of ${run.name} is written.`);
    });
}
