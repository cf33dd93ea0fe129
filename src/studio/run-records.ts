/** What a training leaves in the library: each report one transaction, announced only after it is committed. */

import { LOSS_WINDOW } from '../shared/model/loss-window.ts';
import { bestMetrics } from '../shared/model/metric-direction.ts';
import type { Checkpoint, Metric, RunId, Snapshot } from '../shared/model/records.ts';
import type { Ending } from './ending.ts';
import type { PatientWriter } from './patient-writer.ts';
import { sparklineOf } from './sparkline.ts';
import { ChecksumError } from './store/bytes.ts';
import type { RunPatch } from './store/run-row.ts';
import { announceRun, type StudioContext } from './studio-context.ts';

export type Losses = { readonly firstStep: number; readonly values: Float32Array; readonly durationMs: number };

export class RunRecords {
  readonly #id: RunId;
  readonly #context: StudioContext;
  readonly #writer: PatientWriter;

  constructor(context: StudioContext, id: RunId, writer: PatientWriter) {
    this.#context = context;
    this.#id = id;
    this.#writer = writer;
  }

  /** Every 20–50 ms, so not worth waiting for the disk each time: no crash loses them, a power cut the last few. */
  losses({ firstStep, values, durationMs }: Losses, then: () => void): void {
    const { store, announce } = this.#context;
    const id = this.#id;
    this.#writer.write(
      () => {
        store.losses.write(id, firstStep, values, durationMs);
        store.runs.update(id, { step: firstStep + values.length, durationMs });
      },
      () => {
        announce({ kind: 'losses', id, firstStep, values });
        then();
      },
    );
  }

  /** The last losses before a step, so that the closing loss of a resumed run is a mean over as many steps. */
  lossesBefore(step: number): Float32Array | null {
    const from = Math.max(0, step - LOSS_WINDOW);
    try {
      const { values } = this.#context.store.losses.read(this.#id, from);
      return values.slice(0, step - from).filter(Number.isFinite);
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
      // A damaged stretch only shortens that mean.
      return null;
    }
  }

  metrics(metrics: readonly Metric[]): void {
    const { store } = this.#context;
    const id = this.#id;
    this.#writer.writeDurably(
      () => {
        store.metrics.write(id, metrics);
        store.runs.update(id, { metrics: store.metrics.latest(id), best: bestMetrics(store.metrics.sound(id)) });
      },
      () => {
        const step = metrics[0]?.step;
        if (step !== undefined && store.snapshots.steps(id).includes(step)) this.#tellSnapshot(step);
        announceRun(this.#context, id);
      },
    );
  }

  snapshot(snapshot: Snapshot): void {
    const { store } = this.#context;
    this.#writer.writeDurably(
      () => {
        store.snapshots.write(this.#id, snapshot);
        store.runs.update(this.#id, this.#sparkline());
      },
      () => this.#tellSnapshot(snapshot.step),
    );
  }

  checkpoint(checkpoint: Checkpoint): void {
    this.#writer.writeDurably(
      () => this.#context.store.checkpoints.write(this.#id, checkpoint),
      () => undefined,
    );
  }

  /** A sentence for the event log alone. */
  notice(step: number, words: string): void {
    const { store } = this.#context;
    this.#writer.write(
      () => store.events.write('notice', this.#id, `Step ${step}: ${words}`),
      () => undefined,
    );
  }

  /** A change of the run that the event log keeps under `event`. */
  update(patch: RunPatch, event: string): void {
    const { store } = this.#context;
    this.#writer.write(
      () => {
        store.runs.update(this.#id, patch);
        store.events.write(event, this.#id, null);
      },
      () => announceRun(this.#context, this.#id),
    );
  }

  /** After everything reported before it is committed. */
  afterAll(then: () => void): void {
    this.#writer.write(() => undefined, then);
  }

  /** `endingNow` is asked when all before it is written: its sentence names the newest checkpoint. */
  ending(endingNow: () => Ending, durationMs: number, then: () => void): void {
    const { store } = this.#context;
    this.#writer.writeDurably(
      () => {
        const { status, reason } = endingNow();
        // A clock that was set back meanwhile must not let it end before it began.
        const finishedAt = Math.max(Date.now(), store.runs.read(this.#id)?.summary.startedAt ?? 0);
        const ended = { status, outcome: status, reason, owner: null, position: null, finishedAt };
        store.runs.update(this.#id, { ...ended, durationMs, ...this.#sparkline() });
        store.events.write(status, this.#id, reason);
      },
      () => {
        announceRun(this.#context, this.#id);
        then();
      },
    );
  }

  /** Step of the newest checkpoint. */
  keptStep(): number | null {
    return this.#context.store.checkpoints.steps(this.#id)[0] ?? null;
  }

  /** A damaged stretch of the curve costs the small picture of it, not the run. */
  #sparkline(): { sparkline?: readonly number[] } {
    try {
      return { sparkline: sparklineOf(this.#context.store.losses.read(this.#id, 0).values) };
    } catch (error) {
      if (error instanceof ChecksumError) return {};
      throw error;
    }
  }

  #tellSnapshot(step: number): void {
    const { store, announce } = this.#context;
    announce({ kind: 'snapshot', id: this.#id, info: { step, metrics: store.metrics.at(this.#id, step) } });
  }
}
