/** The data folder, in the system's file manager. */
import { shell } from 'electron';
import { fail, succeed } from '../../shared/result.ts';
import type { StudioProcess } from '../studio-process.ts';
import type { Handlers } from './handler.ts';

export type LibraryContext = { readonly studio: StudioProcess };

export function libraryHandlers({ studio }: LibraryContext): Handlers<'library.reveal'> {
  return {
    'library.reveal': async () => {
      // Only the studio knows which folder it opened.
      const machine = await studio.call('machine.check', {});
      if (!machine.ok) return machine;
      const problem = await shell.openPath(machine.value.libraryPath);
      if (problem === '') return succeed(null);
      return fail('unavailable', `The file manager could not open ${machine.value.libraryPath}: ${problem}.`);
    },
  };
}
