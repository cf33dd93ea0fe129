/** Libraries on disk for tests of opening, damage and recovery. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';
import { fakeSnapshot } from './fake-values.ts';
import { temporaryFolder, testConfig } from './fixture.ts';

export const open = (folder: string, options: Partial<StoreOptions> = {}) =>
  openStore({ folder, now: () => Date.UTC(2026, 2, 1, 14, 5), usedElsewhere: () => false, ...options });

export function addRun(store: Store, id: string): void {
  const rest = { studyId: null, config: testConfig(), parameterCount: 7, owner: 'me', createdAt: 5, slot: 0 } as const;
  store.atomically(() => {
    store.runs.insert({ id, name: `run ${id}`, ...rest });
    store.losses.write(id, 0, new Float32Array(2000).fill(1), 900);
    store.snapshots.write(id, { ...fakeSnapshot(0), parameters: new Float32Array(20_000).fill(0.5) });
    store.checkpoints.write(id, { step: 5, parameters: new Float32Array(900), moments: new Float32Array(1800) });
  });
}

/** A closed library with one run that is in the backup and one that is not. */
export async function libraryWithBackup(name?: string): Promise<string> {
  const folder = temporaryFolder(name);
  const store = await open(folder);
  addRun(store, 'old');
  await store.backup('closing');
  addRun(store, 'new');
  store.close();
  return folder;
}

/** Every file below the folder with its bytes, so that "untouched" means what it says. */
export function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

/** An error as the file system and SQLite throw them. */
export const failWith = (code: string, rest: object = {}): Error => Object.assign(new Error(code), { code, ...rest });

export const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
