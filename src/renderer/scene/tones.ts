/** Tones of particles as the shaders read them. */

/** Subtracted from the tone of a particle that is not looked at now: the shaders draw it faintly. */
const FAINT = 2;

/** A particle's condition tone, marked where the particle is not among those kept. */
export function markedTones(tones: ArrayLike<number>, kept: Uint8Array | null): (particle: number) => number {
  return (particle) => (tones[particle] ?? 0) - (kept && kept[particle] !== 1 ? FAINT : 0);
}

/** Particles in the order in which paths are drawn: those that are looked at first, so that a budget shows them all. */
export function drawOrder(count: number, kept: Uint8Array | null): Uint32Array | null {
  if (!kept) return null;
  const order = new Uint32Array(count);
  let place = 0;
  for (const wanted of [1, 0]) {
    for (let i = 0; i < count; i++) if ((kept[i] === 1 ? 1 : 0) === wanted) order[place++] = i;
  }
  return order;
}

export function keptCount(kept: Uint8Array | null, count: number): number {
  if (!kept) return count;
  let sum = 0;
  for (let i = 0; i < count; i++) if (kept[i] === 1) sum++;
  return sum;
}
