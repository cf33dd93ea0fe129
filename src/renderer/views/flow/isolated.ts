/** The particles that are looked at, computed once for a choice and a flow. */
import { type Isolation, keptParticles } from '../../../shared/flow/isolate.ts';
import type { Trajectories } from '../../../shared/model/records.ts';

const known = new WeakMap<Trajectories, { readonly isolation: Isolation; readonly kept: Uint8Array }>();

export function keptOf(isolation: Isolation | null, trajectories: Trajectories): Uint8Array | null {
  if (!isolation) return null;
  const last = known.get(trajectories);
  if (last?.isolation === isolation) return last.kept;
  const kept = keptParticles(trajectories, isolation);
  known.set(trajectories, { isolation, kept });
  return kept;
}
