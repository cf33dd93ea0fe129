/** The data folder: shown in the system's file manager, and moved. */
import { type BrowserWindow, dialog, shell } from 'electron';
import type { RunStatus } from '../../shared/model/names.ts';
import type { LibraryPlace } from '../../shared/protocol/window-out.ts';
import { fail, type Reply, succeed } from '../../shared/result.ts';
import type { LibraryMover } from '../library-mover.ts';
import type { StudioProcess } from '../studio-process.ts';
import type { Handlers } from './handler.ts';

export type LibraryContext = {
  readonly studio: StudioProcess;
  readonly mover: LibraryMover;
  readonly window: () => BrowserWindow | null;
};
type LibraryCommand = 'library.reveal' | 'library.move' | 'library.removeOld' | 'library.place';

const AT_WORK: readonly RunStatus[] = ['training', 'paused'];

export function libraryHandlers({ studio, mover, window }: LibraryContext): Handlers<LibraryCommand> {
  return {
    'library.reveal': async () => {
      // Only the studio knows which folder it opened.
      const machine = await studio.call('machine.check', {});
      if (!machine.ok) return machine;
      const problem = await shell.openPath(machine.value.libraryPath);
      if (problem === '') return succeed(null);
      return fail('unavailable', `The file manager could not open ${machine.value.libraryPath}: ${problem}.`);
    },
    'library.place': () => mover.run(['show']),
    'library.removeOld': () => mover.run(['remove-old']),
    'library.move': async () => {
      if (mover.fixed !== null) return fail('wrong-state', mover.fixed);
      const runs = await studio.call('runs.list', {});
      if (!runs.ok) return runs;
      const busy = runs.value.find(({ status }) => AT_WORK.includes(status));
      if (busy) {
        return fail('wrong-state', `${busy.name} is training. Stop it or wait for it; then the library can be moved.`);
      }
      const folder = await askFolder(window());
      return folder === null ? succeed(null) : move(studio, mover, folder);
    },
  };
}

async function askFolder(parent: BrowserWindow | null): Promise<string | null> {
  const options = {
    title: 'Move the library to',
    buttonLabel: 'Move here',
    properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
  };
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

/** The studio opens whatever place holds afterwards: the new one, or the old one when moving failed. */
async function move(studio: StudioProcess, mover: LibraryMover, folder: string): Promise<Reply<LibraryPlace>> {
  await studio.close();
  const moved = await mover.run(['move', folder]);
  const started = await studio.restart();
  return started.ok ? moved : started;
}
