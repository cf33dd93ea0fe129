/** The application menu. Off macOS it is never drawn and only carries its shortcuts. */
import { type App, Menu, type MenuItemConstructorOptions } from 'electron';

/** Chooses a command of the window, by the id that its own list of commands has. */
export type Choose = (id: string) => void;

export function setMenu(app: App, choose: Choose): void {
  /** The page answers to the key itself, so that it is dead while a text field has the focus. */
  const item = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => choose(id),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const mac = process.platform === 'darwin';
  const view: MenuItemConstructorOptions[] = [
    item('Flow', 'window.flow', 'CmdOrCtrl+1'),
    item('Train', 'window.train', 'CmdOrCtrl+2'),
    item('Compare', 'window.compare', 'CmdOrCtrl+3'),
    item('Runs', 'window.runs', 'CmdOrCtrl+4'),
    line,
    item('Library', 'window.library', 'CmdOrCtrl+B'),
    item('Inspector', 'window.inspector', 'CmdOrCtrl+I'),
    item('Full view', 'view.full', 'F'),
    item('Dark or light', 'window.theme', 'CmdOrCtrl+Shift+D'),
    line,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  if (!app.isPackaged) view.push(line, { role: 'reload' }, { role: 'toggleDevTools' });
  const template: MenuItemConstructorOptions[] = [
    {
      label: 'File',
      submenu: [
        item('New run', 'runs.new', 'N'),
        line,
        item('Import…', 'file.import', 'CmdOrCtrl+O'),
        item('Export…', 'file.export', 'E'),
        item('Save picture…', 'file.picture'),
        item('Save movie…', 'file.movie'),
        line,
        item('Show the data folder', 'window.reveal'),
        item('Settings…', 'window.settings', 'CmdOrCtrl+,'),
        ...(mac ? [] : [line, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    {
      label: 'Run',
      submenu: [
        item('Play or pause', 'time.play', 'Space'),
        line,
        item('Rename', 'runs.rename', 'F2'),
        item('Delete', 'runs.delete', 'Delete'),
        item('Undo', 'runs.undo'),
        line,
        item('Copy link to this view', 'view.link'),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      submenu: [
        item('All keys', 'window.keys', '?'),
        item('Commands', 'window.commands', 'CmdOrCtrl+K'),
        line,
        item('Copy diagnostics', 'window.diagnostics'),
      ],
    },
  ];
  if (mac) template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
