/** A run's figures measured again with more samples: one run at a time, kept until another is measured. */
import type { Metric, RunId } from '../../shared/model/records.ts';
import { MOST_EXACT_POINTS } from '../../shared/protocol/measure.ts';
import { call } from '../api.ts';

/** Samples in all that are offered, W2 exact over all of them; the last takes about half a minute. */
export const REMEASURED = [1000, 2000, 5000, MOST_EXACT_POINTS] as const;

class Remeasure {
  /** The run that is or was measured. */
  id = $state<RunId | null>(null);
  n = $state<number>(MOST_EXACT_POINTS);
  result = $state.raw<readonly Metric[] | null>(null);
  problem = $state<string | null>(null);
  /** 0 to 1 while it is at work; null at rest. */
  share = $state<number | null>(null);

  async start(id: RunId, n: number): Promise<void> {
    if (this.share !== null) return;
    this.id = id;
    this.n = n;
    this.result = null;
    this.problem = null;
    this.share = 0;
    const reply = await call('runs.measure', { id, request: { n, exact: true } });
    this.share = null;
    if (reply.ok) this.result = reply.value.metrics;
    else this.problem = reply.error.message;
  }

  /** The studio tells how far it is. */
  hear(id: RunId, share: number): void {
    if (this.share !== null && id === this.id) this.share = share;
  }

  /** Back to the figures that were recorded. */
  forget(): void {
    if (this.share !== null) return;
    this.id = null;
    this.result = null;
    this.problem = null;
  }
}

export const remeasure = new Remeasure();
