import { type Camera, Scene, type WebGLRenderer } from 'three';
import type { Board, BoardView } from './board.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import type { StageHooks, ViewStage } from './stage.ts';

/** A view's part of a shared canvas: its element, its scene and its share of the frames. */
export class BoardStage implements ViewStage {
  readonly root: HTMLDivElement;
  readonly scene = new Scene();
  readonly #board: Board;
  readonly #view: BoardView;
  readonly #leave: () => void;
  frames = 0;
  frameMs = 0;

  constructor(element: HTMLElement, board: Board, camera: Camera, shared: SharedUniforms, hooks: StageHooks) {
    this.#board = board;
    this.root = document.createElement('div');
    this.root.className = 'scene-root on-board';
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
    this.#leave = board.add(this.#view);
  }

  get renderer(): WebGLRenderer {
    return this.#board.renderer;
  }

  invalidate(moving = true): void {
    this.#board.invalidate(this.#view, moving);
  }

  picture(): HTMLCanvasElement {
    return this.#board.picture(this.#view);
  }

  dispose(): void {
    this.#leave();
    this.root.remove();
  }
}
