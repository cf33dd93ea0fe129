import { FORM_PRESETS } from '../../../shared/model/presets.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { library } from '../../state/library.svelte.ts';
import { addRuns } from '../../state/queue.ts';
import { settings } from '../../state/settings.svelte.ts';
import { checkDraft, type DraftCheck } from './check.ts';
import { type Draft, draftFromConfig, draftFromPreset } from './draft.ts';
import { expectedMs } from './estimate.ts';
import type { FieldKey, Finding } from './findings.ts';
import { paceHere } from './pace.ts';
import { runNames, suggestName } from './suggest-name.ts';

const FIRST = FORM_PRESETS[0];

/** The training form. It outlives the screen, so that a look at Flow loses nothing that was typed. */
class TrainingForm {
  draft = $state.raw<Draft>(draftFromPreset(FIRST ?? { id: '', title: '', model: 'onehot', data: 'ring' }));
  sending = $state(false);

  /** Text, so that a run's progress does not have the form checked anew. */
  readonly #takenText: string = $derived(library.runs.map((run) => run.name).join('\n'));
  readonly #taken: readonly string[] = $derived(this.#takenText.split('\n'));
  readonly check: DraftCheck = $derived(checkDraft(this.draft, this.#taken, settings.current.snapshots));
  readonly suggestion: string = $derived(suggestName(this.draft, this.#taken));
  readonly errors: number = $derived(
    new Set(this.check.findings.filter((finding) => finding.level === 'error').map((finding) => finding.field)).size,
  );
  /** Time that the runs take here; null while nothing was measured. */
  readonly expectedMs: number | null = $derived(
    this.check.configs === null ? null : expectedMs(this.check.configs, library.runs, paceHere()),
  );

  set(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
  }

  finding(field: FieldKey): Finding | null {
    const all = this.check.findings.filter((finding) => finding.field === field);
    return all.find((finding) => finding.level === 'error') ?? all[0] ?? null;
  }

  repair(finding: Finding): void {
    if (finding.repair) this.draft = finding.repair.apply(this.draft);
  }

  /** Takes over a run's settings; the name stays a suggestion. */
  take(config: RunConfig): void {
    this.draft = draftFromConfig(config);
  }

  /** Queues the runs; `next`: before all that waits. Id of the first one, or null when they were refused. */
  async send(next: boolean): Promise<string | null> {
    const { configs } = this.check;
    if (configs === null || this.sending) return null;
    this.sending = true;
    const name = this.draft.name?.trim() || this.suggestion;
    const seeds = configs.map((config) => config.seed);
    const names = runNames(name.slice(0, configs.length > 1 ? 64 : 80), seeds);
    const ids = await addRuns(
      configs.map((config, i) => ({ name: names[i] ?? name, config })),
      { next },
    );
    this.sending = false;
    // The next run of the same settings gets the next free name.
    if (ids) this.set({ name: null });
    return ids?.[0] ?? null;
  }
}

export const form = new TrainingForm();
