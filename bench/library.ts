/**
 * A library of many runs, made and measured: `node bench/library.ts [--runs 10000] [--folder DIR]`.
 * The runs are invented and never trained; with --folder the library stays there to be looked at in the window.
 * Counts what listing reads and parses, and prints the median time of listing, filtering, sorting and grouping. For what
 * happens once, the processor time stands beside: other programs hardly change it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RandomStream } from '../src/shared/flow/random.ts';
import { parameterCount } from '../src/shared/model/parameters.ts';
import { configFor } from '../src/shared/model/presets.ts';
import type { ColourSlot, Metric, RunSummary } from '../src/shared/model/records.ts';
import type { RunConfig } from '../src/shared/model/run-config.ts';
import { groupRuns } from '../src/shared/query/groups.ts';
import { vocabularyOf } from '../src/shared/query/keys.ts';
import { packRuns, unpackRuns } from '../src/shared/query/packed-runs.ts';
import { matcher, requireQuery } from '../src/shared/query/query.ts';
import { requireOrder, sortRuns } from '../src/shared/query/sort.ts';
import { libraryFiles } from '../src/studio/store/files.ts';
import { runTable } from '../src/studio/store/runs.ts';
import { connect } from '../src/studio/store/sqlite.ts';
import { openStore, type Store } from '../src/studio/store/store.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, folder: { type: 'string' }, cold: { type: 'boolean' } },
});
const count = Number(values.runs);
if (!Number.isInteger(count) || count < 1 || count > 100_000) {
  process.stderr.write('--runs takes a whole number from 1 to 100000.\n');
  process.exit(2);
}

const MODELS = ['unconditional', 'onehot', 'radius'] as const;
const SHORT = { unconditional: 'uncond', onehot: 'class', radius: 'radius' } as const;
const DATA = ['ring', 'moons', 'checkerboard'] as const;
const WIDTHS = [32, 64, 128, 256];
const RATES = [1e-3, 3e-4, 1e-4];
const TAGS = ['paper', 'ablation', 'sweep', 'guidance', 'wide', 'baseline'];
const SEEDS = 5;
/** As many as the window asks for first. */
const FIRST = 300;
const HOUR_MS = 3_600_000;
const random = new RandomStream(1, 'evaluation');
const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)] as T;

/** Settings of the g-th group of five seeds. */
function settingsOf(group: number): { readonly name: string; readonly config: RunConfig } {
  const model = pick(MODELS);
  const data = model === 'radius' ? 'ring' : pick(DATA);
  const config = configFor(model, data, 'gaussian', 1);
  const [width, learningRate] = [pick(WIDTHS), pick(RATES)];
  const coupling = pick(['independent', 'ot'] as const);
  return {
    name: `${data}-${SHORT[model]}-${group}`,
    config: {
      ...config,
      // Tells groups apart that happened to draw the same settings.
      checkpointEvery: 250 + group,
      network: { ...config.network, width },
      optimizer: { ...config.optimizer, learningRate },
      coupling: { ...config.coupling, kind: coupling },
    },
  };
}

function fill(store: Store): void {
  const begin = Date.now() - count * HOUR_MS * 0.2;
  store.atomically(() => {
    let settings = settingsOf(0);
    let level = 0.1;
    for (let i = 0; i < count; i++) {
      const seed = 1 + (i % SEEDS);
      if (seed === 1) {
        settings = settingsOf(i / SEEDS);
        level = 0.02 * 10 ** (1.3 * random.uniform());
      }
      addRun(store, i, { ...settings.config, seed }, `${settings.name}-s${seed}`, level, begin + i * HOUR_MS * 0.2);
    }
  });
}

function addRun(store: Store, i: number, config: RunConfig, name: string, level: number, createdAt: number): void {
  const id = `bench${String(i).padStart(7, '0')}`;
  const slot = (i < 8 * SEEDS ? 1 + Math.floor(i / SEEDS) : 0) as ColourSlot;
  store.runs.insert({
    id,
    name,
    studyId: null,
    slot,
    config,
    parameterCount: parameterCount(config),
    owner: '',
    createdAt,
  });
  const value = level * (0.6 + 0.8 * random.uniform());
  const key = config.model === 'radius' ? 'radiusError' : 'w2';
  const at = (metric: string, step: number, amount: number): Metric => ({
    name: metric,
    step,
    value: amount,
    n: 1000,
    floor: 0.002,
  });
  const metrics = [
    at('loss', config.steps, 1 + value),
    at(key, config.steps, value),
    at('slicedW2', config.steps, value / 2),
  ];
  // In the order of names, as the table of metrics gives them back.
  metrics.sort((a, b) => (a.name < b.name ? -1 : 1));
  store.metrics.write(id, metrics);
  const status = random.uniform() < 0.04 ? 'diverged' : 'finished';
  store.runs.update(id, {
    status,
    metrics,
    best: metrics.map((metric) => ({ ...metric, value: metric.value * 0.9 })),
    step: status === 'finished' ? config.steps : Math.floor(config.steps / 3),
    sparkline: Array.from({ length: 28 }, (_, k) => 1 + 2 * Math.exp(-k / 6) + 0.1 * random.uniform()),
    tags: random.uniform() < 0.4 ? [pick(TAGS)] : [],
    durationMs: 20_000 + 60_000 * random.uniform(),
    startedAt: createdAt,
    finishedAt: createdAt + 60_000,
    owner: null,
    position: null,
    pinned: i % 1000 === 0,
    archivedAt: i % 50 === 49 ? createdAt : null,
  });
}

/** Median of some repetitions, in milliseconds. */
function median(work: () => unknown, repetitions = 9): number {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const begin = performance.now();
    work();
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? Number.NaN;
}

const line = (what: string, ms: number, note = '') =>
  process.stdout.write(`${what.padEnd(44)} ${ms.toFixed(1).padStart(8)} ms  ${note}\n`);

const folder =
  values.folder === undefined ? join(mkdtempSync(join(tmpdir(), 'streamline-')), 'library') : resolve(values.folder);
if (values.cold === true) {
  measureCold();
  process.exit(0);
}
const open = () => openStore({ folder, now: Date.now, usedElsewhere: () => false });
try {
  const made = await open();
  fill(made);
  made.close();
  for (const [what, ms] of Object.entries(coldMedians())) line(what, ms);
  const begin = performance.now();
  const store = await open();
  line('opening, with the checks of every start', performance.now() - begin);
  const runs: readonly RunSummary[] = store.runs.list();
  const packed = once('packed for the window', () => packRuns(runs));
  line(
    'packed again',
    median(() => packRuns(runs)),
    `${(packed.text.length / 2 ** 20).toFixed(1)} MB`,
  );
  once('unpacked by the window', () => unpackRuns(packed));
  line(
    'unpacked again',
    median(() => unpackRuns(packed)),
  );
  const again = () => store.runs.list();
  line('listing again', median(again), `${parsedBetween(again, runs)} of ${runs.length} runs parsed`);
  store.runs.update('bench0000001', { note: 'changed' });
  const changed = store.runs.list();
  line(
    'listing after one run changed',
    median(again),
    `${parsedBetween(() => changed, runs)} of ${runs.length} runs parsed`,
  );
  measureQueries(runs);
  store.close();
} finally {
  if (values.folder === undefined) rmSync(join(folder, '..'), { recursive: true, force: true });
}

/** What the window's first questions cost, each in a process that has done nothing before. Prints the times by their names. */
function measureCold(): void {
  const database = connect(libraryFiles(folder).database);
  const table = runTable(database, Date.now);
  const times: Record<string, number> = {};
  const timed = <T>(what: string, work: () => T): T => {
    const begin = performance.now();
    const result = work();
    times[what] = performance.now() - begin;
    return result;
  };
  const first = timed(`the newest ${FIRST}, read and packed`, () => packRuns(table.newest(FIRST, null)));
  timed(`the newest ${FIRST}, unpacked by the window`, () => unpackRuns(first));
  const runs = timed('then all of them, read and parsed', () => table.list());
  const all = timed('then all of them, packed', () => packRuns(runs));
  timed('then all of them, unpacked by the window', () => unpackRuns(all));
  database.close();
  process.stdout.write(JSON.stringify(times));
}

/** Median of nine such processes. */
function coldMedians(): Record<string, number> {
  const words = [...process.execArgv, fileURLToPath(import.meta.url), '--folder', folder, '--cold'];
  const all = Array.from({ length: 9 }, () => {
    return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as Record<string, number>;
  });
  const middle = (what: string) => all.map((times) => times[what] ?? Number.NaN).sort((a, b) => a - b)[4] ?? Number.NaN;
  return Object.fromEntries(Object.keys(all[0] ?? {}).map((what) => [what, middle(what)]));
}

/** Something that happens once, with its processor time. */
function once<T>(what: string, work: () => T): T {
  const [begin, spent] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(spent);
  line(what, performance.now() - begin, `${((user + system) / 1000).toFixed(0)} ms of processor`);
  return result;
}

/** Runs that are new objects: those whose stored row was read and parsed again. */
function parsedBetween(list: () => readonly RunSummary[], before: readonly RunSummary[]): number {
  const known = new Set(before);
  return list().filter((run) => !known.has(run)).length;
}

function measureQueries(runs: readonly RunSummary[]): void {
  line(
    'figures and tags that occur',
    median(() => vocabularyOf(runs)),
  );
  const vocabulary = vocabularyOf(runs);
  for (const text of [
    '',
    'ring class',
    'model:onehot w2<0.1 tag:paper',
    'best:w2<0.05 width>=128 created:90d -is:problem',
  ]) {
    const filter = () => runs.filter(matcher(requireQuery(text, vocabulary)));
    line(`filtering: ${text || 'no terms'}`, median(filter), `${filter().length} found`);
  }
  for (const key of ['created', 'name', 'w2', 'best:w2:desc', 'lr']) {
    line(
      `sorting all by ${key}`,
      median(() => sortRuns(runs, requireOrder(key, vocabulary))),
    );
  }
  line(
    'grouping all by equal settings',
    median(() => groupRuns(runs, 'settings')),
    `${groupRuns(runs, 'settings').length} groups`,
  );
  const whole = () => {
    const query = requireQuery('model:onehot w2<0.2', vocabulary);
    return groupRuns(sortRuns(runs.filter(matcher(query)), requireOrder('best:w2', vocabulary)), 'settings');
  };
  line('filter, sort and group together', median(whole));
}
