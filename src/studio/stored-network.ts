/** Which stored weights a request means. */
import { samplingWeights } from '../shared/model/optimizer-state.ts';
import type { RunId, RunSummary } from '../shared/model/records.ts';
import { UserError } from '../shared/result.ts';
import type { Network } from './sampling.ts';
import { ChecksumError } from './store/bytes.ts';
import { type StudioContext, visibleRun } from './studio-context.ts';

export type FoundParameters = { readonly step: number; readonly read: () => Float32Array };

/** The newest of snapshot and checkpoint; a damaged snapshot is skipped. */
export function newestParameters({ store }: StudioContext, run: RunSummary): FoundParameters | null {
  const { checkpoint } = store.checkpoints.newest(run.id);
  for (const step of store.snapshots.steps(run.id).reverse()) {
    if (checkpoint && checkpoint.step > step) break;
    try {
      const parameters = store.snapshots.parameters(run.id, step);
      if (parameters) return { step, read: () => parameters };
    } catch (error) {
      if (!(error instanceof ChecksumError)) throw error;
    }
  }
  return checkpoint ? { step: checkpoint.step, read: () => samplingWeights(run.config, checkpoint) } : null;
}

/** The network of a run at a snapshot; null: its newest weights. */
export function networkOf(context: StudioContext, id: RunId, step: number | null): Network {
  const run = visibleRun(context, id);
  if (step === null) {
    const found = newestParameters(context, run);
    if (!found) throw new UserError('wrong-state', `${run.name} has not trained yet, so there is nothing to sample.`);
    return { key: `${id} ${found.step}`, run, parameters: found.read };
  }
  const parameters = context.store.snapshots.parameters(id, step);
  if (!parameters) throw new UserError('not-found', `${run.name} has no snapshot at step ${step}.`);
  return { key: `${id} ${step}`, run, parameters: () => parameters };
}
