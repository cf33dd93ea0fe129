import { SvelteMap } from 'svelte/reactivity';
import type { RunId, Trajectories } from '../../shared/model/records.ts';
import type { RunData } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';

/** Pictures kept at a time; a snapshot of 256 particles is about 70 kB. */
const KEPT = 64;
const DATA_POINTS = 480;

/** Stored snapshots of training runs: what the live preview and its thumbnails show, read once each. */
class SnapshotFrames {
  problem = $state<string | null>(null);
  readonly #frames = new SvelteMap<string, Trajectories>();
  readonly #data = new SvelteMap<RunId, RunData>();
  readonly #asked = new Set<string>();

  get(id: RunId, step: number): Trajectories | null {
    return this.#frames.get(key(id, step)) ?? null;
  }

  data(id: RunId): RunData | null {
    return this.#data.get(id) ?? null;
  }

  async load(id: RunId, step: number): Promise<void> {
    const name = key(id, step);
    if (this.#frames.has(name) || this.#asked.has(name)) return;
    this.#asked.add(name);
    const reply = await call('runs.snapshot', { id, step });
    this.#asked.delete(name);
    this.problem = reply.ok ? null : reply.error.message;
    if (!reply.ok) return;
    this.#frames.set(name, reply.value.trajectories);
    for (const old of [...this.#frames.keys()].slice(0, -KEPT)) this.#frames.delete(old);
  }

  async loadData(id: RunId): Promise<void> {
    if (this.#data.has(id) || this.#asked.has(id)) return;
    this.#asked.add(id);
    const reply = await call('runs.data', { id, n: DATA_POINTS });
    this.#asked.delete(id);
    this.problem = reply.ok ? null : reply.error.message;
    if (reply.ok) this.#data.set(id, reply.value);
  }
}

const key = (id: RunId, step: number): string => `${id}/${step}`;

export const snapshotFrames = new SnapshotFrames();
