/**
 * Which particles of a picture are drawn as points when there are more than `most`: every k-th id, and of each of these
 * its copy in every flow, so that no flow of the picture is left out.
 */
export function drawnParticles(particleCount: number, copies: number, most: number): Uint32Array {
  const ids = Math.floor(particleCount / copies);
  const stride = Math.max(1, Math.ceil(particleCount / most));
  const kept = Math.ceil(ids / stride);
  return Uint32Array.from({ length: kept * copies }, (_, i) => Math.floor(i / copies) * stride * copies + (i % copies));
}
