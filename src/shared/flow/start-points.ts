import { type PathSpec, sourceScale } from './path.ts';
import { drawSource, type SourceSpec } from './sources.ts';

/**
 * Where the particles of a sampling begin, `[count, 2]` row-major: the source noise of `drawSource`, scaled as the path
 * enters it. Every sampling, snapshot and cloud at t = 0 begins here.
 */
export function startPoints(
  { source, path }: { readonly source: SourceSpec; readonly path: PathSpec },
  seed: number,
  ids: number | ArrayLike<number>,
): Float32Array {
  const points = drawSource(source, seed, ids);
  const scale = sourceScale(path);
  return scale === 1 ? points : points.map((value) => scale * value);
}
