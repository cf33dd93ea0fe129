/** The sweep dialog as typed, and what it comes to. */
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { UserError } from '../../../shared/result.ts';
import { planSweep, type SweepAxis, type SweepPlan } from '../../../shared/sweep/plan.ts';

export type AxisDraft = { readonly path: string; readonly values: string };
export type SweepDraft = {
  readonly name: string;
  readonly axes: readonly AxisDraft[];
  readonly shape: 'grid' | 'list';
  readonly seeds: string;
};

/** Values are parted by commas, or by semicolons where they hold commas themselves. */
export function axesOf(axes: readonly AxisDraft[]): readonly SweepAxis[] {
  return axes
    .filter(({ path, values }) => path.trim() !== '' || values.trim() !== '')
    .map(({ path, values }) => ({
      path: path.trim(),
      values: values.split(values.includes(';') ? ';' : ',').map((value) => value.trim()),
    }));
}

export type SweepOutlook =
  | { readonly plan: SweepPlan; readonly problem: null }
  | { readonly plan: null; readonly problem: string };

/** Every run of the sweep, or the one sentence that says what is wrong. */
export function outlook({ name, axes, shape, seeds }: SweepDraft, config: RunConfig): SweepOutlook {
  try {
    const count = seeds.trim() === '' ? 1 : Number(seeds);
    return {
      plan: planSweep(name.trim() || 'run', { config, axes: axesOf(axes), shape, seeds: count }, ''),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const sentence = error.message.replace(/^[:\s]+/, '').replace('--seeds', 'Seeds');
    return { plan: null, problem: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
  }
}
