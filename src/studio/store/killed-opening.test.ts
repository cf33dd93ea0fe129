/** A process killed anywhere while it migrates or recovers a library: the next start finds all of it, and ends the work. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failingFiles } from '../testing/failing-files.ts';
import { temporaryFolder } from '../testing/fixture.ts';
import { libraryWithBackup, open } from '../testing/library-fixture.ts';
import { libraryFiles } from './files.ts';
import { migrate, versionOf } from './migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import { create } from './sqlite.ts';

const PROGRAM = fileURLToPath(new URL('../testing/opening-program.ts', import.meta.url));
/** Places at which it is killed, evenly over all file calls; the first and the last among them. */
const KILLS = Number(process.env.STREAMLINE_KILLS ?? 10);
const NEVER = 1_000_000;

/** Opens a copy of `base` and kills it at the call, then gives the copy to `look`. Returns the calls made when nothing did. */
function kills(base: string) {
  const folder = temporaryFolder('killed');
  mkdirSync(folder);
  const env = failingFiles(folder, `${folder}/trial-`);
  return (call: number): { readonly library: string; readonly calls: number; readonly killed: boolean } => {
    const library = join(folder, `trial-${call}`);
    rmSync(library, { recursive: true, force: true });
    cpSync(base, library, { recursive: true });
    const { stdout, stderr, signal } = spawnSync(process.execPath, [PROGRAM, library], {
      env: { ...env, FAIL_CALL: `1 ${call} 0 0` },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return { library, calls: Number(stdout), killed: signal === 'SIGKILL' };
  };
}

function places(calls: number): number[] {
  expect(calls).toBeGreaterThan(KILLS);
  return Array.from({ length: KILLS }, (_, k) => 1 + Math.round(((calls - 1) * k) / (KILLS - 1)));
}

describe.runIf(process.platform === 'linux')('killed at any file call', () => {
  test('of a migration over all formats', async () => {
    const base = temporaryFolder('base');
    mkdirSync(base);
    const database = create(libraryFiles(base).database);
    database.pragma('journal_mode = WAL');
    migrate(database, MIGRATIONS.slice(0, 1));
    for (let i = 0; i < 50; i++) database.exec(`INSERT INTO studies VALUES ('s${i}', 'study ${i}', NULL, ${i})`);
    database.close();
    const killAt = kills(base);
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
    const killAt = kills(base);
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
});
