import { SvelteMap } from 'svelte/reactivity';
import type { RunId, RunSummary, SnapshotInfo } from '../../shared/model/records.ts';
import { vocabularyOf } from '../../shared/query/keys.ts';
import { unpackRuns } from '../../shared/query/packed-runs.ts';
import { matcher, parseQuery } from '../../shared/query/query.ts';
import type { TrainingProgress } from '../../shared/studio-protocol.ts';
import { call } from '../api.ts';
import { plural } from '../format.ts';
import { LossHistory } from './loss-history.ts';
import { ownPoints } from './own-points.svelte.ts';
import { isLive } from './run-words.ts';
import { groupRuns } from './search.ts';
import { session } from './session.svelte.ts';

/** As many fill every screen, and take a few milliseconds however large the library is. */
const FIRST_RUNS = 300;

/** Every run, as the studio tells it; which one is shown; what waits and what trains. */
class Library {
  runs = $state.raw<readonly RunSummary[]>([]);
  /** False until the first list arrived: an empty library and an unread one look different. */
  loaded = $state(false);
  /** Older runs that are still on their way: 0 as soon as the list is complete. */
  missing = $state(0);
  problem = $state<string | null>(null);
  selectedId = $state<RunId | null>(null);
  search = $state('');
  /** The run whose name is being typed. */
  renaming = $state<RunId | null>(null);
  waiting = $state.raw<readonly RunId[]>([]);
  held = $state(false);
  /** Trainings at once. */
  limit = $state(1);
  readonly progress = new SvelteMap<RunId, TrainingProgress>();
  readonly snapshots = new SvelteMap<RunId, readonly SnapshotInfo[]>();

  readonly selected: RunSummary | null = $derived(this.find(this.selectedId));
  readonly query = $derived(parseQuery(this.search, vocabularyOf(this.runs)));
  readonly found: readonly RunSummary[] = $derived(this.runs.filter(matcher(this.query)));
  readonly groups = $derived(groupRuns(this.found));
  /** Runs in the order they are listed. */
  readonly listed: readonly RunSummary[] = $derived(this.groups.flatMap((group) => group.runs));
  readonly training: RunSummary | null = $derived(
    this.runs.find((run) => run.status === 'training') ?? this.runs.find((run) => run.status === 'paused') ?? null,
  );

  #losses = new Map<RunId, LossHistory>();
  #lossVersion = new SvelteMap<RunId, number>();
  #asked = new Set<RunId>();
  #gone = new Map<RunId, RunSummary>();

  find(id: RunId | null): RunSummary | null {
    return id === null ? null : (this.runs.find((run) => run.id === id) ?? null);
  }

  /** At first the newest runs of a large library, which are there at once; then, and later always, all of them. */
  async load(): Promise<void> {
    const begins = !this.loaded;
    const start = performance.now();
    if (!(await this.#read(begins ? FIRST_RUNS : null))) return;
    // Read by e2e/tools/listing.mjs.
    if (begins) performance.measure('first runs', { start });
    // What could not be read now is not on its way either.
    if (this.missing > 0 && !(await this.#read(null))) this.missing = 0;
    if (begins) performance.measure('all runs', { start });
  }

  /** Reads the `newest` runs, which comes first, or with null all of them. False when the studio could not tell them. */
  async #read(newest: number | null): Promise<boolean> {
    const asked = newest !== null ? call('library.lastOpened', {}) : null;
    const reply = await call('runs.packed', { newest });
    if (!reply.ok) {
      this.problem = reply.error.message;
      return false;
    }
    this.problem = null;
    const runs = unpackRuns(reply.value);
    const last = await asked;
    await ownPoints.keepFor(runs);
    this.runs = runs;
    // A run that is damaged is counted but never comes.
    this.missing = newest === null ? 0 : reply.value.total - runs.length;
    this.loaded = true;
    // Nothing to say when it cannot be told: another run is shown.
    if (this.find(this.selectedId) === null)
      this.selectedId = this.#firstChoice(last?.ok ? last.value : null)?.id ?? null;
    return true;
  }

  /** What to open at first: what trains, what was looked at last, otherwise the newest run that has something to show. */
  #firstChoice(last: RunId | null = null): RunSummary | null {
    const newest = this.runs.toSorted((a, b) => b.createdAt - a.createdAt);
    return newest.find(isLive) ?? this.find(last) ?? newest.find((run) => run.step > 0) ?? newest[0] ?? null;
  }

  select(id: RunId | null): void {
    this.selectedId = id;
  }

  /** The run `offset` rows further down the list. */
  selectBy(offset: number): void {
    const index = this.listed.findIndex((run) => run.id === this.selectedId);
    const next = this.listed[Math.min(this.listed.length - 1, Math.max(0, index === -1 ? 0 : index + offset))];
    if (next) this.select(next.id);
  }

  put(run: RunSummary): void {
    this.#put(run);
    // What was derived from a run without its points is derived again with them.
    void ownPoints.keepFor([run]).then((came) => {
      const current = came ? this.find(run.id) : null;
      if (current) this.#put({ ...current });
    });
  }

  #put(run: RunSummary): void {
    const index = this.runs.findIndex((other) => other.id === run.id);
    this.runs = index === -1 ? [...this.runs, run] : this.runs.with(index, run);
    this.loaded = true;
    if (this.selectedId === null) this.selectedId = run.id;
    if (!isLive(run)) this.progress.delete(run.id);
  }

  drop(id: RunId): void {
    const run = this.find(id);
    if (run) this.#gone.set(id, run);
    const index = this.listed.findIndex((other) => other.id === id);
    this.runs = this.runs.filter((other) => other.id !== id);
    this.progress.delete(id);
    if (this.selectedId === id) {
      this.selectedId =
        this.listed[Math.min(this.listed.length - 1, Math.max(0, index))]?.id ?? this.#firstChoice()?.id ?? null;
    }
  }

  addSnapshot(id: RunId, info: SnapshotInfo): void {
    const known = this.snapshots.get(id);
    // Without the earlier ones the list would look complete; it is asked for when the run is opened.
    if (!known) return;
    this.snapshots.set(
      id,
      [...known.filter((other) => other.step !== info.step), info].sort((a, b) => a.step - b.step),
    );
  }

  /** A run that is looked at has a colour, as far as there are any. */
  async giveColour(id: RunId): Promise<void> {
    const reply = await call('runs.open', { id });
    const current = this.find(id);
    if (!reply.ok) session.toast('error', reply.error.message);
    else if (current && current.slot !== reply.value.slot) this.put({ ...current, slot: reply.value.slot });
  }

  async loadSnapshots(id: RunId): Promise<void> {
    const reply = await call('runs.snapshots', { id });
    if (reply.ok) this.snapshots.set(id, reply.value);
    else session.toast('error', reply.error.message);
  }

  /** Losses so far (one a step); reactive. Asks for the missing ones on first use. */
  losses(id: RunId): Float32Array {
    this.#lossVersion.get(id);
    const history = this.#losses.get(id);
    if (!history && !this.#asked.has(id)) void this.#loadLosses(id);
    return history?.values ?? EMPTY;
  }

  addLosses(id: RunId, firstStep: number, values: Float32Array): void {
    const history = this.#losses.get(id);
    // Nobody looks at this curve yet: it is read whole when somebody does.
    if (!history) return;
    if (!history.write(firstStep, values)) void this.#loadLosses(id);
    this.#touchLosses(id);
  }

  async #loadLosses(id: RunId): Promise<void> {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    const history = this.#losses.get(id) ?? new LossHistory();
    const reply = await call('runs.losses', { id, from: history.length });
    this.#asked.delete(id);
    if (!reply.ok) {
      session.toast('error', reply.error.message);
      // An empty curve, not a request at every redraw.
      this.#losses.set(id, history);
      return;
    }
    history.write(reply.value.firstStep, reply.value.values);
    this.#losses.set(id, history);
    this.#touchLosses(id);
  }

  #touchLosses(id: RunId): void {
    this.#lossVersion.set(id, (this.#lossVersion.get(id) ?? 0) + 1);
  }

  async rename(id: RunId, name: string): Promise<boolean> {
    const reply = await call('runs.rename', { id, name });
    if (reply.ok) this.put(reply.value);
    else session.toast('error', reply.error.message);
    return reply.ok;
  }

  /** Deletes runs and offers Undo. */
  async remove(ids: readonly RunId[]): Promise<void> {
    const reply = await call('runs.delete', { ids: [...ids] });
    if (!reply.ok) {
      session.toast('error', reply.error.message);
      return;
    }
    const name =
      ids.length === 1 ? (this.find(ids[0] ?? null)?.name ?? this.#gone.get(ids[0] ?? '')?.name ?? 'Run') : null;
    for (const id of ids) this.drop(id);
    session.toast('info', name === null ? `${plural(ids.length, 'run')} deleted` : `${name} deleted`, null, {
      label: 'Undo',
      run: () => void this.restore(ids),
    });
  }

  async restore(ids: readonly RunId[]): Promise<void> {
    const reply = await call('runs.restore', { ids: [...ids] });
    if (!reply.ok) {
      session.toast('error', reply.error.message);
      return;
    }
    await this.load();
    const first = ids[0];
    if (first !== undefined && this.find(first)) this.select(first);
  }

  /** Sends a queue order; a refusal is shown. */
  async order(command: 'queue.pause' | 'queue.resume' | 'queue.stop' | 'queue.remove', id: RunId): Promise<boolean> {
    const reply = await call(command, { id });
    if (!reply.ok) session.toast('error', reply.error.message);
    return reply.ok;
  }
}

const EMPTY = new Float32Array(0);

export const library = new Library();
