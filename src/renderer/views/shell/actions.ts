/** What several controls and keys do alike. */
import type { Condition } from '../../../shared/model/condition.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { comparedConditions } from '../../state/compared-conditions.svelte.ts';
import { comparison } from '../../state/comparison.svelte.ts';
import { flow, shownStep } from '../../state/flow.svelte.ts';
import { library } from '../../state/library.svelte.ts';
import { conditionLabel } from '../../state/run-words.ts';
import { session } from '../../state/session.svelte.ts';
import { view } from '../../state/view.svelte.ts';
import { copyImage } from '../../state/window.ts';

export function chooseCondition(condition: Condition, dragging = false): void {
  if (session.tab === 'compare') {
    comparedConditions.choose(condition.kind === 'class' ? { label: condition.label } : { label: null, value: null });
    return;
  }
  const run = library.selected;
  if (!run) return;
  view.setCondition(run.id, condition, dragging);
  if (!dragging) session.announce(`Condition: ${conditionLabel(condition, run.config)}`);
}

/** Shows a stored snapshot; the newest one of a run means "follow the newest". */
export function showSnapshot(step: number): void {
  const run = library.selected;
  if (!run) return;
  const newest = library.snapshots.get(run.id)?.at(-1)?.step;
  view.setStep(run.id, step === newest ? null : step);
}

export function showSnapshotBy(offset: 1 | -1): void {
  if (session.tab === 'compare') {
    comparison.showStepBy(offset);
    return;
  }
  const run = library.selected;
  const steps = run ? library.snapshots.get(run.id)?.map((info) => info.step) : undefined;
  if (!run || !steps) return;
  const shown = shownStep(run);
  const index = shown === null ? -1 : steps.indexOf(shown);
  const next = steps[Math.min(steps.length - 1, Math.max(0, index + offset))];
  if (next !== undefined) showSnapshot(next);
}

export async function deleteRun(run: RunSummary | null): Promise<void> {
  if (!run) return;
  if (run.status === 'training' || run.status === 'paused') {
    session.toast('info', `${run.name} is still training`, 'Stop it first; then it can be deleted.');
    return;
  }
  await library.remove([run.id]);
}

/** Puts the 3-D view, labels included, on the clipboard. */
export async function copyView(): Promise<void> {
  const box = view.stage?.getBoundingClientRect();
  if (!box || !flow.picture) return;
  await copyImage(box);
}
