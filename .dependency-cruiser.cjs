/** Who may import whom; ARCHITECTURE.md draws the same map. Each room is a runtime, so a wrong import is a wrong process. */

const ROOMS = ['shared', 'engine', 'studio', 'cli', 'main', 'preload', 'renderer'];

/** What each room may import from the other rooms. */
const MAY_IMPORT = {
  shared: [],
  engine: ['shared'],
  studio: ['shared'],
  cli: ['studio', 'shared'],
  main: ['shared'],
  preload: ['shared'],
  renderer: ['shared'],
};

const room = (names) => `^src/(${names.join('|')})/`;
const packages = (names) => `(^|node_modules/)(${names.join('|')})($|/)`;
/** Tests may look at what they like of their own room and may use test tools. */
const TEST = '\\.test\\.(ts|mjs)$';

const roomRules = ROOMS.map((name) => ({
  name: `${name}-imports-its-own`,
  comment: `src/${name} may import from: ${[name, ...MAY_IMPORT[name]].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^(src|scripts|e2e|bench)/', pathNot: room([name, ...MAY_IMPORT[name]]) },
}));

/** A package belongs to one place; elsewhere it would pull a runtime or a second way of doing things in. */
const homeRules = [
  ['electron', ['electron'], '^src/(main|preload)/|^e2e/', 'Only main and preload run inside Electron.'],
  ['sqlite', ['better-sqlite3'], '^src/studio/store/', 'Only the store knows the database.'],
  ['tensorflow', ['@tensorflow/[^/]+'], '^src/engine/', 'Only the engine computes.'],
  ['three', ['three'], '^src/renderer/scene/', 'Only the scene draws in 3-D.'],
  ['charts', ['uplot'], '^src/renderer/charts/', 'Only the charts draw curves.'],
  ['statistics', ['jstat'], '^src/shared/statistics/', 'Only the statistics know distributions of tests.'],
  ['svelte', ['svelte'], '^src/renderer/', 'Only the window has components.'],
  [
    'command-line',
    ['commander', 'cli-progress', 'cli-table3'],
    '^src/cli/',
    'Only the command line parses and prints.',
  ],
].map(([name, names, home, comment]) => ({
  name: `${name}-at-home`,
  comment,
  severity: 'error',
  from: { path: '^(src|e2e)/', pathNot: home },
  to: { path: packages(names) },
}));

const sharedRule = {
  name: 'shared-needs-zod-only',
  comment:
    'What runs anywhere needs nothing but the parser of what arrives; statistics also takes distributions from jstat.',
  severity: 'error',
  from: { path: '^src/shared/', pathNot: TEST },
  to: { path: 'node_modules/', pathNot: packages(['zod', 'jstat']) },
};

const builtinRule = {
  name: 'no-node-in-portable-rooms',
  comment: 'shared, preload and renderer run where Node is absent or must not be used.',
  severity: 'error',
  from: { path: room(['shared', 'preload', 'renderer']), pathNot: TEST },
  to: { dependencyTypes: ['core'] },
};

/** Inside the window, values flow down: views know the state, drawings know neither state nor bridge. */
const windowRules = [
  {
    name: 'drawings-take-values',
    comment: 'scene, charts and parts take values; they know neither state, views nor the bridge.',
    severity: 'error',
    from: { path: '^src/renderer/(scene|charts|parts)/', pathNot: TEST },
    to: { path: '^src/renderer/(state/|views/|api\\.ts|App\\.svelte|main\\.ts)' },
  },
  {
    name: 'views-ask-the-state',
    comment: 'Only the state speaks to the main process, so that every view sees the same answer.',
    severity: 'error',
    from: { path: '^src/renderer/views/', pathNot: TEST },
    to: { path: '^src/renderer/api\\.ts', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'state-knows-no-views',
    comment: 'State is shown by views, so it cannot know them.',
    severity: 'error',
    from: { path: '^src/renderer/(state/|api\\.ts)' },
    to: { path: '^src/renderer/(views|scene|charts|parts)/', dependencyTypesNot: ['type-only'] },
  },
];

/** Inside the engine: main, then training and sampling, then the theory's nouns, then graph and TensorFlow. */
const NOUNS = '^src/engine/(path|coupling|pairs|solver|network|optimizer|metric|data)/';
const engineRules = [
  {
    name: 'one-door-to-tensorflow',
    comment:
      'src/engine/tensorflow.ts chooses the backend; everyone else takes tf from there, and only types from the package.',
    severity: 'error',
    from: { path: '^src/engine/', pathNot: `^src/engine/tensorflow\\.ts$|${TEST}` },
    to: { path: packages(['@tensorflow/[^/]+']), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'nobody-imports-the-engine-main',
    comment: 'src/engine/main.ts is the only file that knows it has a parent.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/(engine|studio|cli|main|preload)/(main|index)\\.ts$', pathNot: '^src/engine/graph/' },
  },
  {
    name: 'nouns-know-no-training',
    comment: 'Paths, solvers and networks are used by training and sampling, not the other way round.',
    severity: 'error',
    from: { path: NOUNS, pathNot: TEST },
    to: { path: '^src/engine/[^/]+\\.ts$', pathNot: '^src/engine/tensorflow\\.ts$' },
  },
  {
    name: 'graph-knows-no-theory',
    comment: 'The graph engine runs any tfjs code.',
    severity: 'error',
    from: { path: '^src/engine/graph/', pathNot: TEST },
    to: { path: `${NOUNS}|^src/engine/[^/]+\\.ts$`, pathNot: '^src/engine/tensorflow\\.ts$' },
  },
];

module.exports = {
  forbidden: [
    ...roomRules,
    ...homeRules,
    sharedRule,
    builtinRule,
    ...windowRules,
    ...engineRules,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: { path: '^(src|scripts|e2e)/' },
      to: { circular: true },
    },
    {
      name: 'imports-exist',
      comment: 'What is imported is there.',
      severity: 'error',
      from: { path: '^(src|scripts|e2e)/' },
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
    {
      name: 'set-up-uses-built-ins-only',
      comment: 'Set-up runs before any package is there.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '\\.test\\.mjs$|electron-loader\\.cjs$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'svelte', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.svelte', '.d.ts', '.json', '.css'],
    },
  },
};
