import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where set-up keeps what it downloads and builds; STREAMLINE_CACHE moves it. */
export const CACHE = process.env.STREAMLINE_CACHE ? resolve(process.env.STREAMLINE_CACHE) : join(ROOT, '.cache');
