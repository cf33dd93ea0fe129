import type { RunSummary } from '../../../shared/model/records.ts';
import type { TrainingProgress } from '../../../shared/studio-protocol.ts';
import { duration, whole } from '../../format.ts';

export type Stat = { readonly name: string; readonly value: string; readonly unit: string };

/** The five live figures above the curves; the same five, in the same places, once the run has ended. */
export function runStats(run: RunSummary, progress: TrainingProgress | null): readonly Stat[] {
  const step = progress?.step ?? run.step;
  const elapsedMs = progress?.elapsedMs ?? run.durationMs;
  const training = run.status === 'training';
  const average = run.durationMs > 0 ? (1000 * run.step) / run.durationMs : null;
  const rate = progress && training ? progress.stepsPerSecond : run.status === 'paused' ? null : average;
  const next = training ? (progress?.nextSnapshotStep ?? null) : null;
  const inMs = next === null || !rate ? null : (1000 * Math.max(0, next - step)) / rate;
  return [
    { name: 'Step', value: whole(step), unit: `of ${whole(run.config.steps)}` },
    { name: 'Rate', value: rateText(rate), unit: rate === null || rate === 0 ? '' : 'steps/s' },
    { name: 'Elapsed', value: step === 0 && elapsedMs === 0 ? '–' : duration(elapsedMs), unit: '' },
    { name: 'Remaining', value: training ? duration(progress?.remainingMs) : '–', unit: '' },
    { name: 'Next snapshot', value: whole(next), unit: inMs === null ? '' : `in ${duration(inMs)}` },
  ];
}

/** Three figures are what a rate is good for. */
function rateText(rate: number | null): string {
  if (rate === null || !Number.isFinite(rate) || rate <= 0) return '–';
  return rate < 10 ? rate.toFixed(1) : whole(rate);
}
