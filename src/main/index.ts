/** The order in which the app starts. What each step does is in the step's own file. */
import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, session } from 'electron';
import type { DeepLink } from '../shared/deep-link.ts';
import type { WindowEvent } from '../shared/ipc.ts';
import { EventFeed } from './event-feed.ts';
import { chooseGraphics } from './graphics.ts';
import { handlers } from './handlers/index.ts';
import { connectFeed, openDoor } from './ipc.ts';
import { LibraryMover } from './library-mover.ts';
import { claimLinks, followLinks, linkIn } from './links.ts';
import { LogFile, logLine } from './log-file.ts';
import { setMenu } from './menu.ts';
import { declareAppScheme, serveRenderer } from './protocol.ts';
import { EXAMPLE_STUDY, resourcesFolder } from './resources.ts';
import { restrictPages, restrictSession } from './security.ts';
import { SettingsFile } from './settings-file.ts';
import { startOptions } from './start-options.ts';
import { StudioProcess } from './studio-process.ts';
import { engineEnvironment, placeProgram, studioProgram } from './studio-program.ts';
import { systemBars } from './system-bars.ts';
import { TrainingWatch } from './training-watch.ts';
import { groundFollowsTheme, openWindow } from './window.ts';

const options = startOptions(process.argv, process.cwd());
// The single instance lock lies in this folder, so it comes first.
if (options.userData !== null) app.setPath('userData', options.userData);

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  chooseGraphics(app.commandLine);
  declareAppScheme();
  restrictPages(app);

  const settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'));
  const log = new LogFile(join(app.getPath('userData'), 'logs', 'streamline.log'));
  log.write(
    `Streamline ${app.getVersion()} starts, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`,
  );
  let window: BrowserWindow | null = null;
  const feed = new EventFeed();
  const watch = new TrainingWatch(systemBars(() => window, settings));
  const tell = (event: WindowEvent): void => {
    const line = logLine(event);
    if (line !== null) log.write(line);
    watch.see(event);
    feed.publish(event);
  };
  const environment = () => engineEnvironment(settings.current);
  const studio = new StudioProcess(studioProgram(app.getAppPath(), options.library, environment), tell);
  // The studio opens its library while Chromium starts.
  studio.start();
  const mover = new LibraryMover(placeProgram(app.getAppPath()), whyFixed(options.library));

  claimLinks(app, options.userData !== null);
  const open = (link: DeepLink) => feed.publish({ kind: 'link', link });
  followLinks(app, open);
  const first = linkIn(process.argv);
  if (first) open(first);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('render-process-gone', (_event, _contents, { reason }) => log.write(`window process gone: ${reason}`));
  app.on('child-process-gone', (_event, { type, reason }) => log.write(`${type} process gone: ${reason}`));
  closeStudioBeforeQuitting(studio);

  void app.whenReady().then(() => {
    nativeTheme.themeSource = settings.current.theme;
    restrictSession(session.defaultSession);
    serveRenderer(protocol, join(app.getAppPath(), 'out', 'renderer'));
    const resources = resourcesFolder(app.getAppPath(), process.resourcesPath);
    const example = join(resources, EXAMPLE_STUDY);
    const own = handlers({ window: () => window, settings, studio, mover, log, example });
    openDoor({ own, studio: (command, input) => studio.call(command, input) }, () => window);
    setMenu(app, (id) => feed.publish({ kind: 'command', id }));
    window = openWindow(app, resources, settings, (state) => feed.publish({ kind: 'window', state }));
    window.on('closed', () => {
      window = null;
    });
    groundFollowsTheme(window);
    connectFeed(feed, window);
  });
}

/** Null when the library may be moved. */
function whyFixed(library: string | null): string | null {
  if (library !== null) return 'Streamline was started with --library, so the folder is chosen there.';
  return process.env.STREAMLINE_LIBRARY ? 'STREAMLINE_LIBRARY is set, so the folder is chosen there.' : null;
}

/** The studio finishes its writing before the app ends. */
function closeStudioBeforeQuitting(studio: StudioProcess): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    // Electron ignores a wish to quit while it still tells of the one before, so this waits for the next turn.
    const quit = (): void => {
      closed = true;
      setImmediate(() => app.quit());
    };
    void studio.close().finally(quit);
  });
}
