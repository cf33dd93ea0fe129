import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from './setup/paths.mjs';

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** [file, what it imports, the rule that forbids it] */
const FORBIDDEN = [
  ['src/shared/result.ts', '../engine/train.ts', 'shared-imports-its-own'],
  ['src/shared/file.ts', 'node:fs', 'no-node-in-portable-rooms'],
  ['src/shared/box.ts', 'commander', 'shared-needs-zod-only'],
  ['src/engine/train.ts', '../studio/queue.ts', 'engine-imports-its-own'],
  ['src/engine/solver/heun.ts', '../train.ts', 'nouns-know-no-training'],
  ['src/engine/graph/trace.ts', '../solver/euler.ts', 'graph-knows-no-theory'],
  ['src/engine/path/linear.ts', '@tensorflow/tfjs', 'one-door-to-tensorflow'],
  ['src/engine/store.ts', 'better-sqlite3', 'sqlite-at-home'],
  ['src/studio/queue.ts', '../engine/train.ts', 'studio-imports-its-own'],
  ['src/studio/runs.ts', 'better-sqlite3', 'sqlite-at-home'],
  ['src/studio/network.ts', '@tensorflow/tfjs', 'tensorflow-at-home'],
  ['src/studio/window.ts', 'electron', 'electron-at-home'],
  ['src/cli/run.ts', '../main/menu.ts', 'cli-imports-its-own'],
  ['src/cli/forked.ts', '../studio/main.ts', 'nobody-imports-the-engine-main'],
  ['src/main/menu.ts', '../studio/queue.ts', 'main-imports-its-own'],
  ['src/main/table.ts', 'cli-table3', 'command-line-at-home'],
  ['src/preload/index.ts', 'node:path', 'no-node-in-portable-rooms'],
  ['src/renderer/App.svelte', '../main/menu.ts', 'renderer-imports-its-own'],
  ['src/renderer/views/flow.ts', 'three', 'three-at-home'],
  ['src/renderer/views/node.ts', 'node:os', 'no-node-in-portable-rooms'],
  ['src/renderer/scene/view.ts', '../state/clock.svelte.ts', 'drawings-take-values'],
  ['src/renderer/parts/Button.svelte', '../state/clock.svelte.ts', 'drawings-take-values'],
  ['src/renderer/charts/loss.ts', '../api.ts', 'drawings-take-values'],
  ['src/renderer/state/clock.svelte.ts', '../views/flow.ts', 'state-knows-no-views'],
  ['src/renderer/views/runs.ts', '../api.ts', 'views-ask-the-state'],
  ['src/renderer/views/plot.ts', 'uplot', 'charts-at-home'],
  ['src/engine/solver/euler.ts', './midpoint.ts', 'no-cycles'],
  ['src/cli/show.ts', './nowhere.ts', 'imports-exist'],
  ['scripts/setup/fetch.mjs', 'zod', 'set-up-uses-built-ins-only'],
];

/** Imports that the architecture wants. */
const ALLOWED = [
  ['src/shared/schema.ts', 'zod'],
  ['src/engine/tensorflow.ts', '@tensorflow/tfjs'],
  ['src/engine/main.ts', './sample.ts'],
  ['src/engine/sample.ts', './solver/rk4.ts'],
  ['src/engine/solver/rk4.ts', '../tensorflow.ts'],
  ['src/engine/graph/trace.test.ts', '../sample.ts'],
  ['src/studio/store/open.ts', 'better-sqlite3'],
  ['src/studio/store/tables.ts', 'node:fs'],
  ['src/cli/main.ts', '../studio/store/open.ts'],
  ['src/cli/words.ts', 'commander'],
  ['src/main/index.ts', 'electron'],
  ['src/main/ipc.ts', '../shared/schema.ts'],
  ['src/renderer/api.ts', '../shared/schema.ts'],
  ['src/renderer/scene/stage.ts', 'three'],
  ['src/renderer/views/train.ts', '../scene/stage.ts'],
];

/** @type {string} */
let root;
/** @type {{ from: string, rule: string }[]} */
let violations;

beforeAll(async () => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  // Inside the project, so that packages are found as they are from the real sources.
  root = mkdtempSync(join(ROOT, '.cache', 'rules-'));
  const imports = new Map([...FORBIDDEN, ...ALLOWED].map(([file = '', target = '']) => [file, target]));
  for (const [file, target] of imports) {
    write(file, target);
    const imported = join(dirname(file), target);
    if (target.startsWith('.') && !target.includes('nowhere') && !imports.has(imported)) write(imported, null);
  }
  write('src/engine/solver/midpoint.ts', './euler.ts'); // The other half of the cycle.
  const result = await cruise(['src', 'scripts'], {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  });
  if (typeof result.output === 'string') throw new Error(result.output);
  violations = result.output.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});
afterAll(() => rmSync(root, { recursive: true }));

/** @param {string} file @param {string | null} target */
function write(file, target) {
  const line =
    target === null ? 'export const one = 1;' : `import * as other from '${target}';\nexport const one = other;`;
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(
    join(root, file),
    file.endsWith('.svelte') ? `<script lang="ts">\n${line}\n</script>\n{one}\n` : `${line}\n`,
  );
}

it.each(FORBIDDEN)('%s must not import %s', (file, _, rule) => {
  expect(violations).toContainEqual({ from: file, rule });
});

it.each(ALLOWED)('%s may import %s', (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([]);
});
