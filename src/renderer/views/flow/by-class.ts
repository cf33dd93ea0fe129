/** Which points and paths belong in the picture of one class. */
import { permutation, RandomStream } from '../../../shared/flow/random.ts';
import type { Condition } from '../../../shared/model/condition.ts';
import type { Trajectories } from '../../../shared/model/records.ts';
import type { RunData } from '../../../shared/studio-protocol.ts';

/** Points of the chosen class, or all: data that the model was not asked for would only mislead. */
export function dataFor(data: Pick<RunData, 'points' | 'labels'>, condition: Condition): Float32Array {
  if (condition.kind !== 'class') return data.points;
  const kept: number[] = [];
  data.labels.forEach((label, i) => {
    if (label === condition.label) kept.push(data.points[2 * i] ?? 0, data.points[2 * i + 1] ?? 0);
  });
  return Float32Array.from(kept);
}

/**
 * The particles of every class but one, shuffled: particle i has class i mod classes, so the scene's "every second
 * path" would leave out half of the classes.
 */
export function otherClasses(all: Trajectories, label: number): Trajectories {
  const kept = Array.from(all.conditions.keys()).filter((i) => all.conditions[i] !== label);
  const order = Array.from(permutation(kept.length, new RandomStream(0, 'shuffle')), (place) => kept[place] ?? 0);
  const frames = new Float32Array(all.frameCount * order.length * 2);
  for (let frame = 0; frame < all.frameCount; frame++) {
    order.forEach((particle, place) => {
      const from = 2 * (frame * all.particleCount + particle);
      frames.set(all.frames.subarray(from, from + 2), 2 * (frame * order.length + place));
    });
  }
  const conditions = Float32Array.from(order, (particle) => all.conditions[particle] ?? 0);
  return { ...all, frames, conditions, particleCount: order.length };
}
