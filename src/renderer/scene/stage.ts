import { type Camera, Scene, type WebGLRenderer } from 'three';
import { fullRatio, LOST_MESSAGE, makeCanvas, makeMessage, makeRenderer } from './graphics.ts';
import { Quality, REST_MS } from './quality.ts';
import type { SharedUniforms } from './shared-uniforms.ts';

export type StageHooks = {
  readonly resized: (width: number, height: number) => void;
  /** The pixel ratio changed: widths in device pixels are due. */
  readonly ratioChanged: () => void;
  readonly reducedChanged: (reduced: boolean) => void;
  /** Brings everything up to date before it is drawn. True asks for another frame. */
  readonly frame: (now: number) => boolean;
};

/** Where a view is drawn: on a canvas of its own, or on a part of one that several views share. */
export interface ViewStage {
  readonly root: HTMLDivElement;
  readonly scene: Scene;
  readonly renderer: WebGLRenderer;
  readonly frames: number;
  /** Milliseconds of script spent on the last frame of this view. */
  readonly frameMs: number;
  /** Draws with the next animation frame. `moving`: part of a movement, so slow graphics may draw less. */
  invalidate(moving?: boolean): void;
  /** Draws now in full quality and returns the canvas that holds this view and nothing else. */
  picture(): HTMLCanvasElement;
  dispose(): void;
}

/** Canvas, renderer and the on-demand loop; keeps the last picture when the graphics context is lost. */
export class Stage implements ViewStage {
  readonly root: HTMLDivElement;
  readonly canvas: HTMLCanvasElement;
  readonly scene = new Scene();
  readonly renderer: WebGLRenderer;
  readonly #lastPicture: HTMLCanvasElement;
  readonly #message: HTMLDivElement;
  readonly #hooks: StageHooks;
  readonly #observer: ResizeObserver;
  readonly #quality: Quality;
  readonly #shared: SharedUniforms;
  readonly #camera: Camera;
  readonly #ratio: number | null;
  #width = 0;
  #height = 0;
  #request = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #reduced = false;
  #lost = false;
  frames = 0;
  frameMs = 0;

  /** `ratio`: drawn pixels of a CSS pixel; null: as the view's size allows. */
  constructor(
    element: HTMLElement,
    camera: Camera,
    shared: SharedUniforms,
    hooks: StageHooks,
    ratio: number | null = null,
  ) {
    this.#ratio = ratio;
    this.#camera = camera;
    this.#shared = shared;
    this.#hooks = hooks;
    this.canvas = makeCanvas();
    const { renderer, software } = makeRenderer(this.canvas, false);
    this.renderer = renderer;
    this.#quality = new Quality(software);
    this.root = document.createElement('div');
    this.root.className = 'scene-root';
    this.#lastPicture = makeCanvas();
    this.#lastPicture.hidden = true;
    this.#message = makeMessage();
    this.root.append(this.#lastPicture, this.canvas, this.#message);
    if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
    element.append(this.root);
    this.canvas.addEventListener('webglcontextlost', this.#onLost);
    this.canvas.addEventListener('webglcontextrestored', this.#onRestored);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.root);
  }

  invalidate(moving = true): void {
    if (moving) this.#moved();
    if (this.#request === 0) this.#request = requestAnimationFrame((now) => this.#frame(now));
  }

  /** Draws now, in full quality: for a copy of the picture. */
  drawNow(): void {
    this.#setReduced(false);
    this.#draw(performance.now());
  }

  picture(): HTMLCanvasElement {
    this.drawNow();
    return this.canvas;
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#restTimer);
    this.#observer.disconnect();
    this.canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.canvas.removeEventListener('webglcontextrestored', this.#onRestored);
    this.renderer.dispose();
    // A page may hold only a few contexts; waiting for the garbage collector would lose a live one.
    this.renderer.forceContextLoss();
    this.root.remove();
  }

  #moved(): void {
    this.#quality.moved(performance.now());
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#rest(), REST_MS);
  }

  #rest(): void {
    if (this.#lost || this.#width === 0) return;
    this.drawNow();
    // Drawing and copying in one task: the drawing buffer is empty afterwards.
    this.#lastPicture.width = this.canvas.width;
    this.#lastPicture.height = this.canvas.height;
    this.#lastPicture.getContext('2d')?.drawImage(this.canvas, 0, 0);
  }

  #frame(now: number): void {
    this.#request = 0;
    if (this.#lost || this.#width === 0) return;
    this.#quality.frame(now);
    this.#setReduced(this.#quality.reduced(now));
    if (this.#draw(now)) this.invalidate();
  }

  #draw(now: number): boolean {
    const start = performance.now();
    const again = this.#hooks.frame(now);
    this.renderer.render(this.scene, this.#camera);
    this.frameMs = performance.now() - start;
    this.frames++;
    return again;
  }

  #setReduced(reduced: boolean): void {
    if (reduced === this.#reduced) return;
    this.#reduced = reduced;
    this.#hooks.reducedChanged(reduced);
    this.#applySize();
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.root;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#hooks.resized(clientWidth, clientHeight);
    this.#applySize();
    // Resizing empties the canvas, so it is drawn in the same frame to not flicker.
    if (!this.#lost) this.#draw(performance.now());
    this.invalidate();
  }

  #applySize(): void {
    const ratio = this.#ratio ?? (this.#reduced ? 1 : fullRatio(this.#width, this.#height));
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(this.#width, this.#height, false);
    this.#shared.pixelRatio.value = ratio;
    this.#shared.resolution.value.set(this.#width * ratio, this.#height * ratio);
    this.#hooks.ratioChanged();
  }
  readonly #onLost = (event: Event): void => {
    // Without this the browser would never restore the context.
    event.preventDefault();
    this.#lost = true;
    this.#lastPicture.hidden = false;
    this.#message.textContent = LOST_MESSAGE;
  };

  readonly #onRestored = (): void => {
    this.#lost = false;
    this.#lastPicture.hidden = true;
    this.#message.textContent = '';
    this.invalidate();
  };
}
