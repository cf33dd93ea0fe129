#!/usr/bin/env node
/** Builds the window's programs into out/. Usage: npm run build */

import { pathToFileURL } from 'node:url';
import { buildOrExit } from './setup/build.mjs';
import { setupOrExit } from './setup.mjs';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setupOrExit({ window: true });
  await buildOrExit({ force: true });
}
