import { mixtureLogDensity } from './mixture.ts';
import { type PathSpec, sourceScale } from './path.ts';
import { type SourceSpec, sourceModes, UNIFORM_HALF_WIDTH } from './sources.ts';

/** log p0 at a place, in nats; −∞ where the source has no mass. */
export type LogDensity = (x: number, y: number) => number;

/**
 * The density of the points that sampling begins at (`startPoints`): N(0, s²I) with the path's scale s, uniform on
 * [−3.5, 3.5]², or the mixture of 8 Gaussians. Null for a shape or own points, which have no closed form.
 */
export function sourceLogDensity({
  source,
  path,
}: {
  readonly source: SourceSpec;
  readonly path: PathSpec;
}): LogDensity | null {
  const scale = sourceScale(path);
  const logScale = 2 * Math.log(scale);
  const scaled =
    (log: LogDensity): LogDensity =>
    (x, y) =>
      log(x / scale, y / scale) - logScale;
  switch (source.name) {
    case 'gaussian':
      return scaled((x, y) => -(x * x + y * y) / 2 - Math.log(2 * Math.PI));
    case 'uniform': {
      const inside = -2 * Math.log(2 * UNIFORM_HALF_WIDTH);
      return scaled((x, y) => (Math.max(Math.abs(x), Math.abs(y)) <= UNIFORM_HALF_WIDTH ? inside : -Infinity));
    }
    case '8-gaussians': {
      const modes = sourceModes(source);
      return scaled((x, y) => mixtureLogDensity(modes, x, y));
    }
    case 'shape':
    case 'file':
      return null;
  }
}

/** Why a run has no likelihood, in one sentence, or null. */
export function likelihoodProblem(run: { readonly source: SourceSpec; readonly path: PathSpec }): string | null {
  if (sourceLogDensity(run) !== null) return null;
  const what = run.source.name === 'shape' ? 'shape' : 'file';
  return `A likelihood needs a source with a known density (gaussian, uniform or 8-gaussians); this run starts from ${what}.`;
}
