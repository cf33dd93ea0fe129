/** Element 0x4489 of WebM's Info: the length as a float64 of milliseconds. */
const HEAD = [0x44, 0x89, 0x88] as const;
/** The Info stands right behind the first table of contents. */
const SEARCHED = 4096;

/**
 * Makes the last frame last as long as the others, in place: the muxer ends a movie where its last frame begins, and a player
 * then never shows it. Throws where the file holds no length, which is a bug.
 */
export function setMovieLength(webm: Uint8Array, lengthMs: number): void {
  for (let at = 0; at < Math.min(SEARCHED, webm.length - 11); at++) {
    if (!HEAD.every((byte, k) => webm[at + k] === byte)) continue;
    new DataView(webm.buffer, webm.byteOffset).setFloat64(at + HEAD.length, lengthMs);
    return;
  }
  throw new Error('The movie holds no length.');
}
