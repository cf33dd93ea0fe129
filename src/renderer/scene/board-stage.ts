import { type Camera, Scene, type WebGLRenderer } from 'three';
import { Board, type BoardView } from './board.ts';
import type { SharedUniforms } from './shared-uniforms.ts';

export type StageHooks = {
  readonly resized: (width: number, height: number) => void;
  /** The pixel ratio changed: widths in device pixels are due. */
  readonly ratioChanged: () => void;
  readonly reducedChanged: (reduced: boolean) => void;
  /** Brings everything up to date before it is drawn. True asks for another frame. */
  readonly frame: (now: number) => boolean;
};

/** A view's element, its scene and its share of the frames: on a board that several views share, or on one of its own. */
export class BoardStage {
  readonly root: HTMLDivElement;
  readonly scene = new Scene();
  readonly #board: Board;
  readonly #view: BoardView;
  readonly #leave: () => void;
  /** Made for this view, so it goes with it. */
  readonly #ownBoard: boolean;
  frames = 0;
  /** Milliseconds of script spent on the last frame of this view. */
  frameMs = 0;

  /** `ratio`: device pixels of a CSS pixel on a board of its own; null: the screen's. Throws `NoWebGlError`. */
  constructor(
    element: HTMLElement,
    board: Board | null,
    camera: Camera,
    shared: SharedUniforms,
    hooks: StageHooks,
    ratio: number | null = null,
  ) {
    // Nothing in a scene moves by itself; what moves says so.
    this.scene.matrixWorldAutoUpdate = false;
    this.root = document.createElement('div');
    this.root.className = board ? 'scene-root on-board' : 'scene-root';
    this.#ownBoard = board === null;
    this.#board = board ?? new Board(this.root, { shared: false, ratio });
    if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
    element.append(this.root);
    this.#view = {
      root: this.root,
      scene: this.scene,
      camera,
      frame: hooks.frame,
      resized: hooks.resized,
      reducedChanged: hooks.reducedChanged,
      ratioChanged: (ratio, width, height) => {
        shared.pixelRatio.value = ratio;
        shared.resolution.value.set(width * ratio, height * ratio);
        hooks.ratioChanged();
      },
      drawn: (milliseconds) => {
        this.frames++;
        this.frameMs = milliseconds;
      },
    };
    this.#leave = this.#board.add(this.#view);
  }

  get renderer(): WebGLRenderer {
    return this.#board.renderer;
  }

  /** Draws with the next animation frame. `moving`: part of a movement, so slow graphics may draw less. */
  invalidate(moving = true): void {
    this.#board.invalidate(this.#view, moving);
  }

  /** Draws now in full quality and returns a canvas that holds this view and nothing else. */
  picture(): HTMLCanvasElement {
    return this.#board.picture(this.#view);
  }

  dispose(): void {
    this.#leave();
    if (this.#ownBoard) this.#board.dispose();
    this.root.remove();
  }
}
