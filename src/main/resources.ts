/** Where the files that come with the app lie: its icon and the example study. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `resources` beside the app's own code; a packaged app has none there and keeps them where Electron puts them. */
export function resourcesFolder(appFolder: string, packagedFolder: string): string {
  const own = join(appFolder, 'resources');
  return existsSync(own) ? own : packagedFolder;
}

export const EXAMPLE_STUDY = 'example-study.streamline';
export const ICON = 'icon.png';
