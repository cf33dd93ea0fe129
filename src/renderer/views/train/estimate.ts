import { parameterCount } from '../../../shared/model/parameters.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { besidesMs } from './besides.ts';
import { pairingMsPerStep } from './pairing-cost.ts';

/**
 * Share of a step's time at the measured point (batch 128, the tutorials' network) that grows with batch × parameters;
 * the rest is paid by every step. From step times at batch 128 and 1000.
 */
const GROWING_SHARE = 0.75;
const MEASURED_WORK = 128 * parameterCount(ringConfig('unconditional', 'gaussian', 0));
/** A run shorter than this says more about start-up than about steps. */
const TRUSTED_MS = 1000;
/** Starting an engine and building its graphs, which a run's own duration leaves out (ms). */
const START_MS = 1200;

/** A machine as far as it decides how long a training takes. */
export type Pace = {
  /** Steps of the tutorials' network at batch 128; null: not measured yet. */
  readonly stepsPerSecond: number | null;
  readonly cores: number;
};

const samePairs = (a: RunConfig, b: RunConfig) =>
  a.coupling.kind === b.coupling.kind &&
  (a.coupling.batch ?? a.batch) === (b.coupling.batch ?? b.batch) &&
  a.coupling.reuse === b.coupling.reuse;

/** The newest finished run of the same size, batch and pairs, at least half as long: a short one is mostly its closing. */
function alikeOf(config: RunConfig, runs: readonly RunSummary[]): RunSummary | undefined {
  const size = parameterCount(config);
  return runs
    .filter(
      (run) =>
        run.status === 'finished' &&
        run.durationMs >= TRUSTED_MS &&
        run.parameterCount === size &&
        run.config.batch === config.batch &&
        2 * run.step >= config.steps &&
        samePairs(run.config, config),
    )
    .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))[0];
}

/** Milliseconds of a step to expect, scaled from the machine's measurement, pairs by cost included. */
export function expectedStepMs(config: RunConfig, { stepsPerSecond, cores }: Pace): number | null {
  if (stepsPerSecond === null || stepsPerSecond <= 0) return null;
  const work = (config.batch * parameterCount(config)) / MEASURED_WORK;
  const step = (1000 * (1 - GROWING_SHARE + GROWING_SHARE * work)) / stepsPerSecond;
  return step + pairingMsPerStep(config, cores);
}

function expectedRunMs(config: RunConfig, runs: readonly RunSummary[], pace: Pace): number | null {
  const alike = alikeOf(config, runs);
  if (alike) return START_MS + (config.steps * alike.durationMs) / alike.step;
  const step = expectedStepMs(config, pace);
  return step === null ? null : config.steps * step + besidesMs(pace.stepsPerSecond ?? 1);
}

/**
 * Time the runs take one after the other (ms), from start to closing figures; null while nothing was measured here. From
 * a run of the same kind where there is one, else from the machine's speed.
 */
export function expectedMs(configs: readonly RunConfig[], runs: readonly RunSummary[], pace: Pace): number | null {
  let total = 0;
  for (const config of configs) {
    const ms = expectedRunMs(config, runs, pace);
    if (ms === null) return null;
    total += ms;
  }
  return total;
}
