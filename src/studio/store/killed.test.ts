/** A process killed anywhere while it migrates, recovers or writes a library: the next start finds all of it, and goes on. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failingFiles } from '../testing/failing-files.ts';
import { fakeLoss } from '../testing/fake-values.ts';
import { temporaryFolder } from '../testing/fixture.ts';
import { libraryWithBackup, open } from '../testing/library-fixture.ts';
import { libraryFiles } from './files.ts';
import { migrate, versionOf } from './migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import { create } from './sqlite.ts';

const OPENING = fileURLToPath(new URL('../testing/opening-program.ts', import.meta.url));
const RECORDING = fileURLToPath(new URL('../testing/recording-program.ts', import.meta.url));
/** Places at which it is killed, evenly over all file calls; the first and the last among them. */
const KILLS = Number(process.env.STREAMLINE_KILLS ?? 10);
const NEVER = 1_000_000;
const PATIENCE_MS = 60_000 * Math.max(1, KILLS / 10);

type Killed = { readonly library: string; readonly said: string; readonly calls: number; readonly killed: boolean };

/** Lets the program work on a copy of `base` and kills it at a call. `calls`: those made when nothing did. */
function kills(base: string, program: string): (call: number) => Killed {
  const folder = temporaryFolder('killed');
  mkdirSync(folder);
  const env = failingFiles(folder, `${folder}/trial-`);
  return (call) => {
    const library = join(folder, `trial-${call}`);
    rmSync(library, { recursive: true, force: true });
    cpSync(base, library, { recursive: true });
    const { stdout, stderr, signal } = spawnSync(process.execPath, [program, library], {
      env: { ...env, FAIL_CALL: `1 ${call} 0 0` },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const calls = Number(/(\d+)\n$/.exec(stdout)?.[1]);
    return { library, said: stdout, calls, killed: signal === 'SIGKILL' };
  };
}

function places(calls: number): number[] {
  expect(calls).toBeGreaterThan(KILLS);
  return Array.from({ length: KILLS }, (_, k) => 1 + Math.round(((calls - 1) * k) / Math.max(1, KILLS - 1)));
}

describe.runIf(process.platform === 'linux')('killed at any file call', { timeout: PATIENCE_MS }, () => {
  test('of a migration over all formats', async () => {
    const base = temporaryFolder('base');
    mkdirSync(base);
    const database = create(libraryFiles(base).database);
    database.pragma('journal_mode = WAL');
    migrate(database, MIGRATIONS.slice(0, 1));
    for (let i = 0; i < 50; i++) database.exec(`INSERT INTO studies VALUES ('s${i}', 'study ${i}', NULL, ${i})`);
    database.close();
    const killAt = kills(base, OPENING);
    for (const call of places(killAt(NEVER).calls)) {
      const { library, killed } = killAt(call);
      expect([call, killed]).toEqual([call, true]);
      const store = await open(library);
      expect(store.notices).toEqual([]);
      expect(versionOf(store.database)).toBe(LATEST_VERSION);
      expect(store.studies.names()).toHaveLength(50);
      expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
      store.close();
    }
    console.info(`${KILLS} kills during a migration, 0 libraries lost`);
  });

  test('of a recovery from the backup', async () => {
    const base = await libraryWithBackup();
    const { database } = libraryFiles(base);
    truncateSync(database, 20_480);
    const damaged = readFileSync(database);
    const killAt = kills(base, OPENING);
    for (const call of places(killAt(NEVER).calls)) {
      const { library, killed } = killAt(call);
      expect([call, killed]).toEqual([call, true]);
      const store = await open(library);
      expect(store.runs.list().map((run) => run.id)).toEqual(['old']);
      expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
      store.close();
      // Whatever was set aside before the kill or after it, the damaged bytes are still there.
      const aside = readdirSync(library).filter((name) => /\.damaged-[\dT-]+$/.test(name));
      expect(aside.some((name) => readFileSync(join(library, name)).equals(damaged))).toBe(true);
    }
    console.info(`${KILLS} kills during a recovery, 0 libraries lost`);
  });

  test('of a recording: whatever was committed is there, and the newest checkpoint is whole', async () => {
    const base = await libraryWithBackup();
    const killAt = kills(base, RECORDING);
    let committed = 0;
    for (const call of places(killAt(NEVER).calls)) {
      const { library, said, killed } = killAt(call);
      expect([call, killed]).toEqual([call, true]);
      const step = Number(said.trim().split('\n').at(-1)) || 2000;
      committed += (step - 2000) / 50;
      const store = await open(library);
      expect(store.notices).toEqual([]);
      expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
      const { checkpoint, damaged } = store.checkpoints.newest('old');
      expect(damaged).toEqual([]);
      if (step > 2000) {
        expect(checkpoint?.step).toBeGreaterThanOrEqual(step);
        expect(checkpoint?.parameters).toEqual(new Float32Array(900).fill(checkpoint?.step ?? 0));
        expect(store.metrics.all('old').filter((metric) => metric.step <= step)).toHaveLength((step - 2000) / 50);
      }
      const { values } = store.losses.read('old', 2000);
      const expected = Float32Array.from({ length: step - 2000 }, (_, i) => fakeLoss(1, 2000 + i));
      expect(values.slice(0, step - 2000)).toEqual(expected);
      store.close();
    }
    console.info(`${KILLS} kills during a recording, 0 of ${committed} committed chunks lost`);
  });
});
