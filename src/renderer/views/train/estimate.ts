import { parameterCount } from '../../../shared/model/parameters.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';

/**
 * Share of a step's time at the measured point (batch 128, the tutorials' network) that grows with batch × parameters;
 * the rest is paid by every step. From step times at batch 128 and 1000.
 */
const GROWING_SHARE = 0.75;
const MEASURED_WORK = 128 * parameterCount(ringConfig('unconditional', 'gaussian', 0));
/** A run shorter than this says more about start-up than about steps. */
const TRUSTED_MS = 1000;

/** Steps per second to expect: from the last run of the same size, else scaled from the machine's measurement. */
export function expectedRate(
  config: RunConfig,
  runs: readonly RunSummary[],
  measuredStepsPerSecond: number | null,
): number | null {
  const size = parameterCount(config);
  const alike = runs
    .filter(
      (run) =>
        run.status === 'finished' &&
        run.durationMs >= TRUSTED_MS &&
        run.parameterCount === size &&
        run.config.batch === config.batch,
    )
    .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))[0];
  if (alike) return (1000 * alike.step) / alike.durationMs;
  if (measuredStepsPerSecond === null || measuredStepsPerSecond <= 0) return null;
  const work = (config.batch * size) / MEASURED_WORK;
  return measuredStepsPerSecond / (1 - GROWING_SHARE + GROWING_SHARE * work);
}

/** Time the runs take one after the other (ms); null while nothing was measured here. */
export function expectedMs(
  configs: readonly RunConfig[],
  runs: readonly RunSummary[],
  measuredStepsPerSecond: number | null,
): number | null {
  let total = 0;
  for (const config of configs) {
    const rate = expectedRate(config, runs, measuredStepsPerSecond);
    if (rate === null) return null;
    total += (1000 * config.steps) / rate;
  }
  return total;
}
