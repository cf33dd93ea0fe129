/** Samples the same particles under several values of the guidance weight or of the continuous condition. */
import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { Condition } from '../../shared/model/condition.ts';
import type { RunId, RunSummary } from '../../shared/model/records.ts';
import { type Reply, succeed } from '../../shared/result.ts';
import { call } from '../api.ts';
import type { FanAxis } from './fan-values.ts';
import { view } from './view.svelte.ts';

const PARTICLES = 160;
const FRAMES = 65;

export type FanPicture = {
  readonly runId: RunId;
  readonly step: number | null;
  readonly axis: FanAxis;
  readonly values: readonly number[];
  readonly flows: readonly SampleResult[];
};

export type FanWish = {
  readonly run: RunSummary;
  readonly step: number | null;
  readonly axis: FanAxis;
  readonly values: readonly number[];
  /** Of a fan along the guidance weight. */
  readonly condition: Condition;
};

/** One value after the other; null once `wanted` says that nobody waits for it any more. */
export async function sampleFan(
  { run, step, axis, values, condition }: FanWish,
  wanted: () => boolean,
): Promise<Reply<FanPicture> | null> {
  const { solver, steps } = run.config.sampling;
  const flows: SampleResult[] = [];
  for (const value of values) {
    const reply = await call('runs.sample', {
      id: run.id,
      step,
      n: PARTICLES,
      steps,
      solver,
      seed: view.seed,
      frames: Math.min(FRAMES, steps + 1),
      inTurn: true,
      condition: axis === 'radius' ? { kind: 'radius', value } : condition,
      ...(axis === 'guidance' ? { guidance: value } : {}),
    });
    if (!wanted()) return null;
    if (!reply.ok) return reply;
    flows.push(reply.value);
  }
  return succeed({ runId: run.id, step, axis, values, flows });
}
