/** The order in which the app starts. What each step does is in the step's own file. */
import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, session } from 'electron';
import { EventFeed } from './event-feed.ts';
import { chooseGraphics } from './graphics.ts';
import { handlers } from './handlers/index.ts';
import { connectFeed, openDoor } from './ipc.ts';
import { setMenu } from './menu.ts';
import { declareAppScheme, serveRenderer } from './protocol.ts';
import { restrictPages, restrictSession } from './security.ts';
import { SettingsFile } from './settings-file.ts';
import { startOptions } from './start-options.ts';
import { StudioProcess } from './studio-process.ts';
import { studioProgram } from './studio-program.ts';
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

  const feed = new EventFeed();
  const studio = new StudioProcess(studioProgram(app.getAppPath(), options.library), (event) => feed.publish(event));
  // The studio opens its library while Chromium starts.
  studio.start();

  let window: BrowserWindow | null = null;
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  closeStudioBeforeQuitting(studio);

  void app.whenReady().then(() => {
    const settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'));
    nativeTheme.themeSource = settings.current.theme;
    restrictSession(session.defaultSession);
    serveRenderer(protocol, join(app.getAppPath(), 'out', 'renderer'));
    const own = handlers({ window: () => window, settings, studio });
    openDoor({ own, studio: (command, input) => studio.call(command, input) }, () => window);
    setMenu(app);
    window = openWindow(app, settings, (state) => feed.publish({ kind: 'window', state }));
    window.on('closed', () => {
      window = null;
    });
    groundFollowsTheme(window);
    connectFeed(feed, window);
  });
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
