/** The lens of all compared runs, on one scale. */
import type { FlowData, PathValues } from '../../scene/types.ts';
import { type LensFlow, lenses } from '../../state/lens.svelte.ts';
import { type Lens, lensProblem, pathProblem, valueLens } from '../../state/lens-names.ts';
import type { Shown } from './compare-data.ts';

export function lensFlowOf({ run, picture }: Shown, extent: number): LensFlow {
  return {
    run,
    step: picture.step,
    condition: picture.condition,
    guidance: picture.guidance,
    trajectories: picture.sample,
    solver: run.config.sampling.solver,
    backward: false,
    extent,
  };
}

/** Values of every run that has the lens; ends of the map are the outermost of all, or the eye would compare scales. */
export function commonValues(lens: Lens, shown: readonly Shown[], extent: number): ReadonlyMap<string, PathValues> {
  const value = valueLens(lens);
  if (!value) return new Map();
  const found = shown.flatMap((one) => {
    const values = lenses.get(value, lensFlowOf(one, extent));
    return values ? [[one.run.id, values] as const] : [];
  });
  const low = Math.min(...found.map(([, values]) => values.low));
  const high = Math.max(...found.map(([, values]) => values.high));
  return new Map(found.map(([id, values]) => [id, { ...values, low, high }]));
}

/** Runs that have nothing to show under a lens, with the reason. */
export function lensGaps(lens: Lens, shown: readonly Shown[]): readonly string[] {
  return shown.flatMap((one) => {
    const { name, config } = one.run;
    const problem =
      lensProblem(lens, config, one.picture.guidance) ??
      pathProblem(lens, { solver: config.sampling.solver, backward: false });
    return problem === null ? [] : [`${name}: ${problem}`];
  });
}

/** How a view of one run is coloured: by the lens where it has it, otherwise in its own colour. */
export function lensColour(lens: Lens, data: FlowData): 'run' | 'speed' | 'condition' | 'value' {
  if (lens === 'speed' || lens === 'run') return lens;
  if (lens === 'condition') return data.conditionColours ? 'condition' : 'run';
  return data.values ? 'value' : 'run';
}
