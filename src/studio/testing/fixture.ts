/** A temporary library with a studio on the fake engine, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import type { StudioCommandName, StudioEvent, StudioInput, StudioResults } from '../../shared/studio-protocol.ts';
import { openStore, type Store } from '../store/store.ts';
import { openStudio, type Studio, type StudioOptions } from '../studio.ts';
import type { FakeBehaviour } from './fake-values.ts';

export const FAKE_ENGINE = {
  node: process.execPath,
  script: fileURLToPath(new URL('./fake-engine.ts', import.meta.url)),
};

const PATIENCE_MS = 50_000;

/** A new folder, removed after the test. */
export function temporaryFolder(name = 'library'): string {
  const folder = mkdtempSync(join(tmpdir(), 'streamline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}

/** How fake engines that start from now on behave. */
export function behave(behaviour: FakeBehaviour): void {
  process.env.STREAMLINE_FAKE = JSON.stringify(behaviour);
  onTestFinished(() => {
    delete process.env.STREAMLINE_FAKE;
  });
}

export async function testStudio(options: Partial<StudioOptions> = {}): Promise<Studio> {
  const studio = await openStudio({ library: temporaryFolder(), engine: FAKE_ENGINE, ...options });
  onTestFinished(() => studio.close(), 30_000);
  return studio;
}

export async function testStore(folder = temporaryFolder(), now = 1000): Promise<Store> {
  const store = await openStore({ folder, now: () => now, usedElsewhere: () => false });
  onTestFinished(() => store.close());
  return store;
}

/** A quick training: 100 steps, a snapshot every 50, a checkpoint every 25. */
export function testConfig(changes: Partial<RunConfig> = {}): RunConfig {
  const config = ringConfig('onehot', 'gaussian', 1);
  return { ...config, steps: 100, snapshotEvery: 50, checkpointEvery: 25, ...changes };
}

export async function ask<K extends StudioCommandName>(
  studio: Studio,
  command: K,
  input: StudioInput<K>,
): Promise<StudioResults[K]> {
  const reply = await studio.call(command, input);
  if (!reply.ok) throw new Error(`${command}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

/** Adds one run and returns its id. */
export async function addRun(studio: Studio, changes: Partial<RunConfig> = {}, name: string | null = null) {
  const [id] = await ask(studio, 'queue.add', { runs: [{ name, config: testConfig(changes) }], study: null });
  return id as RunId;
}

/** The first event that passes, from now on. */
export function nextEvent(studio: Studio, passes: (event: StudioEvent) => boolean): Promise<StudioEvent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No such event: ${passes}`)), PATIENCE_MS);
    const unsubscribe = studio.subscribe((event) => {
      if (!passes(event)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(event);
    });
  });
}

/** Waits until the run, as announced or stored, passes. */
export async function whenRun(studio: Studio, id: RunId, passes: (run: RunSummary) => boolean): Promise<RunSummary> {
  const announced = nextEvent(studio, (event) => event.kind === 'run' && event.run.id === id && passes(event.run));
  // The stored run may pass already; then nobody waits for the event.
  announced.catch(() => undefined);
  const stored = await ask(studio, 'runs.show', { id });
  if (passes(stored)) return stored;
  const event = await announced;
  return event.kind === 'run' ? event.run : stored;
}

export const isOver = ({ status }: RunSummary): boolean =>
  status !== 'queued' && status !== 'training' && status !== 'paused';
