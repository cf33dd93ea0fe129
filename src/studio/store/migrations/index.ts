import { library } from './0001-library.ts';
import { keptLibrary } from './0002-library.ts';
import { pointFiles } from './0003-point-files.ts';
import { lossClock } from './0004-loss-clock.ts';
import type { Migration } from './migration.ts';

/** In order and without gaps. A released migration is never edited: a change of shape is a new file. */
export const MIGRATIONS: readonly Migration[] = [library, keptLibrary, pointFiles, lossClock];

export const LATEST_VERSION = MIGRATIONS.length;
