/** Every command has exactly one answer here; a command without one does not compile. */
import type { WindowCommandName } from '../../shared/ipc.ts';
import { type DiagnosticsContext, diagnosticsHandlers } from './diagnostics.ts';
import { type FilesContext, filesHandlers } from './files.ts';
import type { Handlers } from './handler.ts';
import { type LibraryContext, libraryHandlers } from './library.ts';
import { type SettingsContext, settingsHandlers } from './settings.ts';
import { type StudioContext, studioHandlers } from './studio.ts';
import { type WindowContext, windowHandlers } from './window.ts';

/** What the commands need, split by group so that each file asks only for its own part. */
export type HandlerContext = WindowContext &
  SettingsContext &
  StudioContext &
  LibraryContext &
  FilesContext &
  DiagnosticsContext;

/** The commands main answers itself; all others go on to the studio. */
export function handlers(context: HandlerContext): Handlers<WindowCommandName> {
  return {
    ...windowHandlers(context),
    ...settingsHandlers(context),
    ...studioHandlers(context),
    ...libraryHandlers(context),
    ...filesHandlers(context),
    ...diagnosticsHandlers(context),
  } satisfies Handlers<WindowCommandName>;
}
