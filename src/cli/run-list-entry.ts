import { isSquared } from '../shared/model/metrics.ts';
import type { RunListEntry, RunSummary } from '../shared/model/records.ts';

/** A run as `runs --json` prints it. */
export function runListEntry(run: RunSummary): RunListEntry {
  return {
    id: run.id,
    name: run.name,
    preset: run.preset,
    model: run.config.model,
    base: run.config.source.name,
    seed: run.config.seed,
    status: run.status,
    steps: run.step,
    backend: run.backend?.kind ?? null,
    durationMs: run.durationMs,
    metrics: Object.fromEntries(
      run.metrics.map(({ name, value, n, floor }) => [name, { value, n, floor, squared: isSquared(name) }]),
    ),
    tags: run.tags,
    pinned: run.pinned,
    archived: run.archivedAt !== null,
    study: run.studyName,
  };
}
