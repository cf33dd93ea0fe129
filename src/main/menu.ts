/** The application menu. Off macOS it is never drawn and only carries its shortcuts. */
import { type App, Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(app: App): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  if (!app.isPackaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const template: MenuItemConstructorOptions[] = [{ role: 'editMenu' }, { label: 'View', submenu: view }];
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' });
  template.push(
    process.platform === 'darwin' ? { role: 'windowMenu' } : { label: 'File', submenu: [{ role: 'quit' }] },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
