/** Trajectories as a NumPy archive: for each run `frames`, `times`, `conditions` and `x0`. */
import type { RunSummary } from '../../shared/model/records.ts';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../export/npy.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { networkOf } from '../stored-network.ts';
import { type ArchiveFile, zipOf } from './zip.ts';

/** The noise of every evaluation, so that particle i is the same in every run. */
const SEED = 7;
const MOST_FRAMES = 101;

type Written = { readonly bytes: Uint8Array; readonly notes: readonly string[] };

/** Sampled with the run's own solver, steps and number of samples; several runs get a folder each. */
export async function writeTrajectories(
  { context, sampling }: StudioParts,
  runs: readonly RunSummary[],
): Promise<Written> {
  const files: ArchiveFile[] = [];
  const notes: string[] = [];
  for (const run of runs) {
    const { solver, steps, samples: n } = run.config.sampling;
    const frames = Math.min(steps + 1, MOST_FRAMES);
    const request = { n, steps, solver, seed: SEED, condition: { kind: 'any' }, frames } as const;
    const sampled = await sampling.sample(networkOf(context, run.id, null), request);
    if (!sampled.ok) throw new UserError(sampled.error.code, sampled.error.message);
    const { frames: values, frameCount, particleCount, times, conditions } = sampled.value;
    const folder = runs.length === 1 ? '' : `${run.name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}-${run.id}/`;
    const add = (part: string, shape: readonly number[], array: Float32Array) =>
      files.push({ path: `${folder}${part}.npy`, bytes: new Uint8Array(Buffer.concat(npyParts(shape, array))) });
    add('frames', [frameCount, particleCount, 2], values);
    add('times', [frameCount], times);
    add('conditions', [particleCount], conditions);
    add('x0', [particleCount, 2], values.slice(0, 2 * particleCount));
    if (frameCount < steps + 1) notes.push(`${run.name}: ${frameCount} of ${steps + 1} frames, evenly spaced.`);
  }
  return { bytes: zipOf(files), notes };
}
