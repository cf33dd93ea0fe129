/** What all compared runs are asked for: a class, a continuous value, a guidance weight. A run that lacks one says so. */
import type { Condition } from '../../shared/model/condition.ts';
import type { ContinuousCondition } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { chipCount, continuousWords } from './run-words.ts';
import { session } from './session.svelte.ts';

class ComparedConditions {
  /** Null: any class. */
  label = $state<number | null>(null);
  /** Null: any value. */
  value = $state<number | null>(null);
  /** What `value` is of. */
  continuous = $state<ContinuousCondition>('radius');
  /** Null: each run's own weight. */
  weight = $state<number | null>(null);
  /** True while a slider is being dragged: then few particles at once are worth more than all of them later. */
  dragging = $state(false);

  choose(
    change: {
      readonly label?: number | null;
      readonly value?: number | null;
      readonly continuous?: ContinuousCondition;
    },
    dragging = false,
  ): void {
    this.dragging = dragging;
    if (change.continuous !== undefined) this.continuous = change.continuous;
    if (change.label !== undefined) this.label = change.label;
    if (change.value !== undefined) this.value = change.value;
    if (!dragging && change.label !== undefined)
      session.announce(change.label === null ? 'Any class' : `Class ${change.label} in every run that has it`);
  }

  weigh(weight: number | null, dragging = false): void {
    this.dragging = dragging;
    this.weight = weight;
  }

  of(config: RunConfig): Condition {
    if (config.model === 'onehot' && this.label !== null && this.label < chipCount(config))
      return { kind: 'class', label: this.label };
    if (this.value !== null && this.#isAsked(config)) return { kind: 'radius', value: this.value };
    return { kind: 'any' };
  }

  /** Left out for a run that cannot be guided, or where nothing else than its own weight is asked for. */
  weightOf(config: RunConfig): number | undefined {
    return config.guidance.dropout > 0 ? (this.weight ?? undefined) : undefined;
  }

  /** What was asked for and this run does not have: "no classes", "no radius", "not guided". */
  gaps(config: RunConfig): readonly string[] {
    const gaps: string[] = [];
    if (this.label !== null && config.model !== 'onehot') gaps.push('no classes');
    else if (this.label !== null && this.label >= chipCount(config)) gaps.push(`no class ${this.label}`);
    if (this.value !== null && !this.#isAsked(config)) gaps.push(`no ${continuousWords(this).short}`);
    if (this.weight !== null && config.guidance.dropout === 0) gaps.push('not guided');
    return gaps;
  }

  #isAsked({ model, continuous }: RunConfig): boolean {
    return model === 'radius' && continuous === this.continuous;
  }
}

export const comparedConditions = new ComparedConditions();

/** The first of some runs that has a continuous condition, which names the slider. */
export function firstContinuous(configs: readonly RunConfig[]): { config: RunConfig; name: string } | null {
  const config = configs.find(({ model }) => model === 'radius');
  return config ? { config, name: continuousWords(config).name } : null;
}
