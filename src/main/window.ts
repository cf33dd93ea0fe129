/** The one window: its frame, its place, and coming back when its page dies. */
import { join } from 'node:path';
import { type App, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { WindowState } from '../shared/ipc.ts';
import { APP_PAGE, isAppPage } from './app-url.ts';
import { GROUND } from './ground.ts';
import { ICON } from './resources.ts';
import type { SettingsFile } from './settings-file.ts';
import { placeWindow, SMALLEST_SIZE } from './window-bounds.ts';

/** A page that dies this often in a minute would die again; then the user is asked. */
const CRASHES_A_MINUTE = 3;

export function openWindow(
  app: App,
  resources: string,
  settings: SettingsFile,
  onState: (state: WindowState) => void,
): BrowserWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(settings.current.window, workAreas),
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
    title: 'Streamline',
    // Elsewhere the system takes it from the program.
    ...(process.platform === 'linux' ? { icon: join(resources, ICON) } : {}),
    show: false,
    frame: process.platform === 'darwin',
    ...(process.platform === 'darwin'
      ? { titleBarStyle: 'hiddenInset' as const, trafficLightPosition: { x: 14, y: 12 } }
      : {}),
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling checker would fetch its dictionaries from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (settings.current.window?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  for (const event of ['maximize', 'unmaximize'] as const) {
    window.on(event as 'maximize', () => onState(windowState(window)));
  }
  window.on('close', () => rememberPlace(window, settings));
  reviveAfterCrash(window);
  comeBack(window);
  void window.loadURL(APP_PAGE);
  return window;
}

export function windowState(window: BrowserWindow): WindowState {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return { maximized: window.isMaximized(), platform };
}

export function groundFollowsTheme(window: BrowserWindow): void {
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) {
      window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);
    }
  });
}

function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  try {
    settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  } catch (error) {
    // Losing the window's place must not keep it from closing.
    console.error('The place of the window could not be saved:', error);
  }
}

/** Chromium asks nobody before it shows `about:blank`, so the way back is afterwards. */
function comeBack(window: BrowserWindow): void {
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isAppPage(address)) void window.loadURL(APP_PAGE);
  });
}

function reviveAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', async (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < 60_000), now];
    if (crashes.length < CRASHES_A_MINUTE) {
      window.webContents.reload();
      return;
    }
    const answer = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The window stopped several times in a minute.',
      detail: `Training goes on and nothing recorded is lost. Reason given by the system: ${details.reason}.`,
      buttons: ['Load again', 'Close Streamline'],
      defaultId: 0,
      cancelId: 1,
    });
    if (window.isDestroyed()) return;
    if (answer.response === 0) window.webContents.reload();
    else window.close();
  });
}
