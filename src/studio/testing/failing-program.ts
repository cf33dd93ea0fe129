/**
 * Runs with failing-files.cpp before it: opens a library, writes a checkpoint and losses, takes a backup and closes, once for each
 * file call that can fail, and looks at what is left. Prints a FailingReport.
 */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../shared/result.ts';
import { storeFailure } from '../store/failure.ts';
import { openLibrary } from '../store/open-library.ts';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';

export type FailingReport = {
  readonly calls: number;
  readonly trials: number;
  /** What the user was told, and how often. */
  readonly told: Readonly<Record<string, number>>;
  /** Anything that must not be. */
  readonly wrong: readonly string[];
};

const ERRORS = { ENOSPC: 28, EIO: 5, EACCES: 13 } as const;
const MODES = { once: 0, 'for good': 1 } as const;
const NEVER = 1_000_000;
/** Every how many-th call fails, beginning elsewhere for each way of failing. */
const STRIDE = Number(process.env.FAIL_STRIDE ?? 1);

const [base = '', work = ''] = process.argv.slice(2);
const told: Record<string, number> = {};
const wrong: string[] = [];
let serial = 0;
let trials = 0;

const options = (folder: string): StoreOptions => ({ folder, now: () => 5000, usedElsewhere: () => false });
const arm = (number: number, error: number, mode: number) => {
  process.env.FAIL_CALL = `${++serial} ${number} ${error} ${mode}`;
};
const disarm = () => {
  process.env.FAIL_CALL = '';
};

/** What one attempt came to: the checkpoint whose writing was confirmed, and why the attempt ended early. */
type Attempt = { confirmed: number; failure: unknown };

async function attempt(folder: string): Promise<Attempt> {
  const result: Attempt = { confirmed: 1, failure: null };
  let store: Store | null = null;
  try {
    store = await openLibrary(options(folder));
    const { checkpoints, losses, runs, durably, atomically, backup } = store;
    const parameters = new Float32Array(900).fill(2);
    durably(() => {
      checkpoints.write('old', { step: 7, parameters, moments: new Float32Array(1800).fill(2) });
      runs.update('old', { step: 7 });
    });
    result.confirmed = 7;
    atomically(() => losses.write('old', 2000, new Float32Array(300).fill(3), 950));
    await backup('daily');
  } catch (error) {
    result.failure = error;
  }
  try {
    store?.close();
  } catch (error) {
    result.failure ??= error;
  }
  return result;
}

async function judge(folder: string, what: string, { confirmed, failure }: Attempt): Promise<void> {
  const problem = (words: string) => wrong.push(`${what}: ${words}`);
  if (failure !== null) {
    const sentence = failure instanceof UserError ? failure : storeFailure(failure);
    const words = (sentence?.message ?? 'a bug').replaceAll(folder, 'FOLDER');
    told[words] = (told[words] ?? 0) + 1;
    if (sentence === null) problem(`no sentence for ${String(failure)}`);
  }
  if (readdirSync(folder).some((name) => name.includes('damaged'))) problem('a sound library was set aside');
  try {
    const store = await openStore(options(folder));
    const { checkpoint, damaged } = store.checkpoints.newest('old');
    const allowed = confirmed === 7 ? [7] : [5, 7];
    if (!allowed.includes(checkpoint?.step ?? -1)) problem(`checkpoint ${checkpoint?.step} after ${confirmed}`);
    if (checkpoint?.step === 7 && !checkpoint.parameters.every((value) => value === 2)) problem('a torn checkpoint');
    if (damaged.length > 0 || store.notices.length > 0) problem(`damaged: ${store.notices.join(' ')}`);
    if (store.runs.list().length !== 2) problem('a run is missing');
    if (store.database.pragma('integrity_check', { simple: true }) !== 'ok') problem('the database is not sound');
    store.close();
  } catch (error) {
    problem(`cannot be opened afterwards: ${String(error)}`);
  }
}

async function trial(number: number, error: number, mode: number, what: string): Promise<number> {
  const folder = join(work, `trial-${trials++}`);
  cpSync(base, folder, { recursive: true });
  arm(number, error, mode);
  const result = await attempt(folder);
  const calls = Number(process.env.FAIL_COUNT);
  disarm();
  await judge(folder, what, result);
  rmSync(folder, { recursive: true });
  return calls;
}

const calls = await trial(NEVER, ERRORS.EIO, 0, 'no fault');
let ways = 0;
for (const [name, error] of Object.entries(ERRORS)) {
  for (const [words, mode] of Object.entries(MODES)) {
    for (let number = 1 + ((5 * ways++) % STRIDE); number <= calls; number += STRIDE)
      await trial(number, error, mode, `call ${number}, ${name} ${words}`);
  }
}
const report: FailingReport = { calls, trials, told, wrong };
console.log(JSON.stringify(report));
