import type { Camera, Scene, WebGLRenderer } from 'three';
import { fullRatio, LOST_MESSAGE, makeCanvas, makeMessage, makeRenderer } from './graphics.ts';
import { Quality, REST_MS } from './quality.ts';

/** One of the views on a board. */
export type BoardView = {
  readonly root: HTMLElement;
  readonly scene: Scene;
  readonly camera: Camera;
  /** Brings everything up to date before it is drawn. True asks for another frame. */
  readonly frame: (now: number) => boolean;
  readonly resized: (width: number, height: number) => void;
  readonly ratioChanged: (ratio: number, width: number, height: number) => void;
  readonly reducedChanged: (reduced: boolean) => void;
  /** Told after each drawn frame: milliseconds of script it took. */
  readonly drawn: (milliseconds: number) => void;
};

type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * One canvas and one renderer for all views of a grid. Each view draws into its own rectangle of it (scissor), so that six
 * views share one graphics context, its compiled shaders and one animation frame. Only views that changed are drawn.
 */
export class Board {
  readonly renderer: WebGLRenderer;
  readonly #element: HTMLElement;
  readonly #canvas = makeCanvas();
  readonly #lastPicture = makeCanvas();
  readonly #message = makeMessage();
  readonly #observer: ResizeObserver;
  readonly #quality: Quality;
  readonly #views = new Set<BoardView>();
  readonly #dirty = new Set<BoardView>();
  #width = 0;
  #height = 0;
  #request = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #reduced = false;
  #lost = false;
  /** Frames drawn, and milliseconds of script spent on the last one, all its views together. */
  frames = 0;
  frameMs = 0;

  /** Throws `NoWebGlError` where there is no WebGL 2. */
  constructor(element: HTMLElement) {
    this.#element = element;
    const { renderer, software } = makeRenderer(this.#canvas, true);
    this.renderer = renderer;
    this.#quality = new Quality(software);
    this.#canvas.className = 'scene-board';
    this.#lastPicture.className = 'scene-board';
    this.#lastPicture.hidden = true;
    element.append(this.#lastPicture, this.#canvas, this.#message);
    this.#canvas.addEventListener('webglcontextlost', this.#onLost);
    this.#canvas.addEventListener('webglcontextrestored', this.#onRestored);
    this.#observer = new ResizeObserver((entries) => this.#sizesChanged(entries.map((entry) => entry.target)));
    this.#observer.observe(element);
  }

  add(view: BoardView): () => void {
    this.#views.add(view);
    this.#observer.observe(view.root);
    // The others may have moved to make room.
    this.invalidateAll();
    return () => {
      this.#views.delete(view);
      this.#dirty.delete(view);
      this.#observer.unobserve(view.root);
      this.invalidateAll();
    };
  }

  invalidate(view: BoardView, moving: boolean): void {
    if (moving) this.#moved();
    this.#dirty.add(view);
    if (this.#request === 0) this.#request = requestAnimationFrame((now) => this.#frame(now));
  }

  /** Draws every view again; also what lies between them is emptied. */
  invalidateAll(): void {
    this.#emptied = true;
    for (const view of this.#views) this.invalidate(view, false);
  }
  #emptied = true;

  /** A copy of one view, drawn now in full quality. */
  picture(view: BoardView): HTMLCanvasElement {
    this.#setReduced(false);
    this.#dirty.add(view);
    this.#draw(performance.now());
    const copy = makeCanvas();
    const { left, top, width, height } = this.#placeOf(view, this.#element.getBoundingClientRect());
    const ratio = this.#ratio;
    copy.width = Math.round(width * ratio);
    copy.height = Math.round(height * ratio);
    copy.getContext('2d')?.drawImage(this.#canvas, -left * ratio, -top * ratio);
    return copy;
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#restTimer);
    this.#observer.disconnect();
    this.#canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.#canvas.removeEventListener('webglcontextrestored', this.#onRestored);
    this.renderer.dispose();
    // A page may hold only a few contexts; waiting for the garbage collector would lose a live one.
    this.renderer.forceContextLoss();
    for (const part of [this.#canvas, this.#lastPicture, this.#message]) part.remove();
  }

  get #ratio(): number {
    return this.#reduced ? 1 : fullRatio(this.#width, this.#height);
  }

  #moved(): void {
    this.#quality.moved(performance.now());
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#rest(), REST_MS);
  }

  /** Full quality after a movement, and a copy for the case that the context is lost. */
  #rest(): void {
    if (this.#lost || this.#width === 0) return;
    this.#setReduced(false);
    for (const view of this.#views) this.#dirty.add(view);
    this.#draw(performance.now());
    this.#lastPicture.width = this.#canvas.width;
    this.#lastPicture.height = this.#canvas.height;
    this.#lastPicture.getContext('2d')?.drawImage(this.#canvas, 0, 0);
  }

  #frame(now: number): void {
    this.#request = 0;
    if (this.#lost || this.#width === 0) return;
    this.#quality.frame(now);
    this.#setReduced(this.#quality.reduced(now));
    for (const view of this.#draw(now)) this.invalidate(view, true);
  }

  /** Draws what changed; returns the views that ask for another frame. */
  #draw(now: number): readonly BoardView[] {
    const start = performance.now();
    const views = [...this.#dirty];
    this.#dirty.clear();
    // All places are read before anything is written: the page is laid out at most once a frame.
    const box = this.#element.getBoundingClientRect();
    const places = views.map((view) => this.#placeOf(view, box));
    if (this.#emptied) {
      this.renderer.setScissorTest(false);
      this.renderer.clear();
      this.#emptied = false;
    }
    this.renderer.setScissorTest(true);
    const again = views.filter((view, index) => this.#drawView(view, places[index] as Place, now));
    this.frameMs = performance.now() - start;
    this.frames++;
    return again;
  }

  #drawView(view: BoardView, { left, top, width, height }: Place, now: number): boolean {
    if (width === 0 || height === 0) return false;
    const start = performance.now();
    const again = view.frame(now);
    // WebGL counts from the bottom.
    const bottom = this.#height - top - height;
    this.renderer.setViewport(left, bottom, width, height);
    this.renderer.setScissor(left, bottom, width, height);
    this.renderer.render(view.scene, view.camera);
    view.drawn(performance.now() - start);
    return again;
  }

  #placeOf(view: BoardView, box: DOMRect): Place {
    const own = view.root.getBoundingClientRect();
    return { left: own.left - box.left, top: own.top - box.top, width: own.width, height: own.height };
  }

  #sizesChanged(targets: readonly Element[]): void {
    const { clientWidth, clientHeight } = this.#element;
    const resized = clientWidth !== this.#width || clientHeight !== this.#height;
    this.#width = clientWidth;
    this.#height = clientHeight;
    if (clientWidth === 0 || clientHeight === 0) return;
    for (const view of this.#views) {
      const { clientWidth: width, clientHeight: height } = view.root;
      if (targets.includes(view.root) && width > 0 && height > 0) view.resized(width, height);
    }
    if (resized || targets.length > 0) this.#applySize();
    for (const view of this.#views) this.#dirty.add(view);
    this.#emptied = true;
    // Resizing empties the canvas, so it is drawn in the same frame to not flicker.
    if (!this.#lost) for (const view of this.#draw(performance.now())) this.invalidate(view, true);
  }

  #setReduced(reduced: boolean): void {
    if (reduced === this.#reduced) return;
    this.#reduced = reduced;
    for (const view of this.#views) {
      view.reducedChanged(reduced);
      this.#dirty.add(view);
    }
    this.#applySize();
  }

  #applySize(): void {
    const ratio = this.#ratio;
    if (ratio !== this.renderer.getPixelRatio()) this.#emptied = true;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(this.#width, this.#height, false);
    for (const view of this.#views) view.ratioChanged(ratio, view.root.clientWidth, view.root.clientHeight);
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
    this.invalidateAll();
  };
}
