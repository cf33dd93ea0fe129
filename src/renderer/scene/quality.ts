/** Decides when to draw less: on slow graphics, and only while something moves. */

export const REST_MS = 150;
const SLOW_FRAME_MS = 32;
/** So many slow frames in a row tell slow graphics from a hiccup. */
const SLOW_FRAMES = 6;
/** A longer gap means that nothing was asked to be drawn in between. */
const PAUSE_MS = 250;

export function isSoftwareRenderer(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

export class Quality {
  #slow: boolean;
  #movedAt = Number.NEGATIVE_INFINITY;
  #lastFrame = Number.NEGATIVE_INFINITY;
  #slowFrames = 0;

  constructor(software: boolean) {
    this.#slow = software;
  }

  /** Something moved: t, the camera, the size. */
  moved(now: number): void {
    this.#movedAt = now;
  }

  /** A frame begins; frames that follow each other slowly while moving mark the graphics as slow. */
  frame(now: number): void {
    const gap = now - this.#lastFrame;
    this.#lastFrame = now;
    if (gap > SLOW_FRAME_MS && gap < PAUSE_MS) this.#slowFrames++;
    else this.#slowFrames = 0;
    if (this.#slowFrames >= SLOW_FRAMES) this.#slow = true;
  }

  atRest(now: number): boolean {
    return now - this.#movedAt >= REST_MS;
  }

  reduced(now: number): boolean {
    return this.#slow && !this.atRest(now);
  }
}
