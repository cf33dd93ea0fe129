/** Decides when to draw less: on slow graphics, and only while something moves. */

export const REST_MS = 150;
const SLOW_FRAME_MS = 32;
/** So many slow frames in a row tell slow graphics from a hiccup. */
const SLOW_FRAMES = 6;
/** A longer gap means that nothing was asked to be drawn in between. */
const PAUSE_MS = 250;
/** Not even software takes longer for a frame. */
const LONGEST_FRAME_MS = 1500;
const FORGETTING = 0.8;

export function isSoftwareRenderer(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

export class Quality {
  #slow: boolean;
  #movedAt = Number.NEGATIVE_INFINITY;
  #lastFrame = Number.NEGATIVE_INFINITY;
  #slowFrames = 0;
  /** Milliseconds between frames of late: long where the graphics cannot keep up. */
  #pace = 0;

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
    if (gap < LONGEST_FRAME_MS) this.#pace = Math.max(gap, FORGETTING * this.#pace);
    if (gap > SLOW_FRAME_MS && gap < PAUSE_MS) this.#slowFrames++;
    else this.#slowFrames = 0;
    if (this.#slowFrames >= SLOW_FRAMES) this.#slow = true;
  }

  /** How long nothing moves before it is at rest: more than a frame takes, however slow. */
  get restMs(): number {
    return REST_MS + (this.#slow ? this.#pace : 0);
  }

  atRest(now: number): boolean {
    return now - this.#movedAt >= this.restMs;
  }

  reduced(now: number): boolean {
    return this.#slow && !this.atRest(now);
  }
}
