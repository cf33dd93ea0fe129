import type { Metric, RunSummary } from '../../../shared/model/records.ts';
import type { TrainingProgress } from '../../../shared/studio-protocol.ts';
import { decimal, duration, whole } from '../../format.ts';
import { keyMetric } from '../../state/run-words.ts';

export type Stat = { readonly name: string; readonly value: string; readonly unit: string };

/** The five live figures above the curves; once the run has finished, what it came to takes the places of what was to come. */
export function runStats(run: RunSummary, progress: TrainingProgress | null): readonly Stat[] {
  const step = progress?.step ?? run.step;
  const elapsedMs = progress?.elapsedMs ?? run.durationMs;
  const training = run.status === 'training';
  const average = run.durationMs > 0 ? (1000 * run.step) / run.durationMs : null;
  const rate = progress && training ? progress.stepsPerSecond : run.status === 'paused' ? null : average;
  const next = training ? (progress?.nextSnapshotStep ?? null) : null;
  const inMs = next === null || !rate ? null : (1000 * Math.max(0, next - step)) / rate;
  const comes: readonly Stat[] = [
    { name: 'Remaining', value: training ? duration(progress?.remainingMs) : '–', unit: '' },
    { name: 'Next snapshot', value: whole(next), unit: inMs === null ? '' : `in ${duration(inMs)}` },
  ];
  return [
    { name: 'Step', value: whole(step), unit: `of ${whole(run.config.steps)}` },
    { name: 'Rate', value: rateText(rate), unit: rate === null || rate === 0 ? '' : 'steps/s' },
    { name: 'Elapsed', value: step === 0 && elapsedMs === 0 ? '–' : duration(elapsedMs), unit: '' },
    ...(run.status === 'finished' ? results(run) : comes),
  ];
}

/** The figure that the run is told by and its loss, each beside its floor. */
function results(run: Pick<RunSummary, 'metrics'>): readonly Stat[] {
  const key = keyMetric(run);
  const loss = run.metrics.find(({ name }) => name === 'loss') ?? null;
  return [
    {
      name: withFloor(key ? sentence(key.label) : 'W₂', key?.metric ?? null),
      value: decimal(key?.metric.value),
      unit: '',
    },
    { name: withFloor('Loss', loss), value: decimal(loss?.value), unit: '' },
  ];
}

const withFloor = (name: string, metric: Metric | null): string =>
  metric === null || metric.floor === null || metric.floor <= 0 ? name : `${name}, floor ${decimal(metric.floor)}`;
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Three figures are what a rate is good for. */
function rateText(rate: number | null): string {
  if (rate === null || !Number.isFinite(rate) || rate <= 0) return '–';
  return rate < 10 ? rate.toFixed(1) : whole(rate);
}
