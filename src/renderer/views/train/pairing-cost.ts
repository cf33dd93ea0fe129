/** What pairing by cost adds to a training step: the only place with these measured times. */
import { pairsByCost } from '../../../shared/model/coupling-problem.ts';
import type { CouplingKind } from '../../../shared/model/names.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';

type ByCost = Exclude<CouplingKind, 'independent' | 'reflow'>;

/** Time of one core for `REFERENCE_POINTS` pairs (ms), and how it grows with their number. */
type Cost = { readonly ms: number; readonly power: number };

/**
 * Measured on a two-core server of 2000 steps/s over four Gaussians and 8 Gaussians → moons, between which exact OT of 1024
 * points takes 33 to 111 ms and 12 times as long for twice as many at worst: an order, not a promise.
 */
const COSTS: Readonly<Record<ByCost, Cost>> = {
  ot: { ms: 65, power: 2.3 },
  'class-ot': { ms: 25, power: 2.3 },
  c2ot: { ms: 20, power: 2.5 },
  sinkhorn: { ms: 315, power: 2 },
};
const REFERENCE_POINTS = 1024;
/** Threads that make pairs, as the engine starts them: half of the cores, at least two, at most eight. */
const threadsOf = (cores: number) => Math.min(8, Math.max(1, cores), Math.max(2, Math.floor(cores / 2)));

/** Milliseconds that pairing adds to each step; 0 for pairs that are drawn, and for those of reflow, which are made once. */
export function pairingMsPerStep({ coupling, batch }: Pick<RunConfig, 'coupling' | 'batch'>, cores: number): number {
  if (!pairsByCost({ coupling })) return 0;
  const { ms, power } = COSTS[coupling.kind as ByCost];
  const points = coupling.batch ?? batch;
  const plan = ms * (points / REFERENCE_POINTS) ** power;
  const steps = (points * coupling.reuse) / batch;
  return plan / (steps * threadsOf(cores));
}
