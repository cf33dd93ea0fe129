#!/usr/bin/env node
/** The command line. Usage: npm run streamline -- COMMAND … (or `streamline COMMAND …` where the package is linked) */

import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';
import { runThrough } from './setup/run-through.mjs';
import { projectEnvironment, requireNode } from './setup/runtime.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ window: false });
const words = [join(ROOT, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)];
process.exitCode = await runThrough(requireNode(), words, projectEnvironment());
