import type { Camera, Scene, WebGLRenderer } from 'three';
import { fullRatio, LOST_MESSAGE, makeCanvas, makeMessage, makeRenderer } from './graphics.ts';
import { Quality } from './quality.ts';

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

export type BoardOptions = {
  /** Several views share the board: what one of them drew stays while another draws. */
  readonly shared: boolean;
  /** Drawn pixels of a CSS pixel; null: as the size of the board allows. */
  readonly ratio: number | null;
};

type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * One canvas and one renderer, for a single view or for all views of a grid. Each view draws into its own rectangle
 * (scissor), so that six views share one graphics context, its compiled shaders and one animation frame. Only views that
 * changed are drawn, and only on demand. Keeps the last picture when the graphics context is lost.
 */
export class Board {
  readonly renderer: WebGLRenderer;
  readonly #element: HTMLElement;
  readonly #options: BoardOptions;
  readonly #canvas = makeCanvas();
  readonly #lastPicture = makeCanvas();
  readonly #message = makeMessage();
  readonly #observer: ResizeObserver;
  readonly #quality: Quality;
  readonly #views = new Set<BoardView>();
  readonly #dirty = new Set<BoardView>();
  /** Where the views lie; they are read anew only after something may have moved them. */
  readonly #places = new Map<BoardView, Place>();
  #width = 0;
  #height = 0;
  #request = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #reduced = false;
  #lost = false;
  #emptied = true;

  /** Throws `NoWebGlError` where there is no WebGL 2. */
  constructor(element: HTMLElement, options: BoardOptions = { shared: true, ratio: null }) {
    this.#element = element;
    this.#options = options;
    const { renderer, software } = makeRenderer(this.#canvas, options.shared);
    this.renderer = renderer;
    this.#quality = new Quality(software);
    for (const canvas of [this.#canvas, this.#lastPicture]) canvas.className = options.shared ? 'scene-board' : '';
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
    this.rearranged();
    return () => {
      this.#views.delete(view);
      this.#dirty.delete(view);
      if (view.root !== this.#element) this.#observer.unobserve(view.root);
      this.rearranged();
    };
  }

  invalidate(view: BoardView, moving: boolean): void {
    // Drawing a view that left would send its buffers to the graphics once more, and nobody would free them.
    if (!this.#views.has(view)) return;
    if (moving) this.#quality.moved(performance.now());
    this.#dirty.add(view);
    if (this.#request === 0) this.#request = requestAnimationFrame((now) => this.#frame(now));
  }

  /** Views changed their places: every view is drawn again, and what lies between them is emptied. */
  rearranged(): void {
    this.#emptied = true;
    this.#places.clear();
    for (const view of this.#views) this.invalidate(view, false);
  }

  /** One view, drawn now in full quality; the board's own canvas where it holds nothing else. */
  picture(view: BoardView): HTMLCanvasElement {
    this.#setReduced(false);
    this.#dirty.add(view);
    this.#draw(performance.now());
    if (!this.#options.shared) return this.#canvas;
    const copy = makeCanvas();
    const { left, top, width, height } = this.#placeOf(view);
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
    return this.#options.ratio ?? (this.#reduced ? 1 : fullRatio(this.#width, this.#height));
  }

  /** Full quality after a movement, and a copy for the case that the context is lost. */
  #rest(): void {
    if (this.#lost || this.#width === 0) return;
    // What is not kept is drawn and copied in one task: the drawing buffer is empty afterwards.
    if (!this.#options.shared) for (const view of this.#views) this.#dirty.add(view);
    this.#setReduced(false);
    if (this.#dirty.size > 0) this.#draw(performance.now());
    const { width, height } = this.#canvas;
    // Setting a size, even the same, would allocate the whole picture anew.
    if (this.#lastPicture.width !== width) this.#lastPicture.width = width;
    if (this.#lastPicture.height !== height) this.#lastPicture.height = height;
    const context = this.#lastPicture.getContext('2d');
    context?.clearRect(0, 0, width, height);
    context?.drawImage(this.#canvas, 0, 0);
  }

  #restSoon(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#rest(), this.#quality.restMs);
  }

  #frame(now: number): void {
    this.#request = 0;
    if (this.#lost || this.#width === 0) return;
    this.#quality.frame(now);
    this.#setReduced(this.#quality.reduced(now));
    for (const view of this.#draw(now)) this.invalidate(view, true);
    // Counted from what was drawn last: on slow graphics a drag must not fall back to full quality between two frames.
    this.#restSoon();
  }

  /** Draws what changed; returns the views that ask for another frame. */
  #draw(now: number): readonly BoardView[] {
    const views = [...this.#dirty];
    this.#dirty.clear();
    // All places are read before anything is written: the page is laid out at most once a frame.
    for (const view of views) this.#placeOf(view);
    if (this.#emptied) {
      this.renderer.setScissorTest(false);
      this.renderer.clear();
      this.#emptied = false;
    }
    this.renderer.setScissorTest(true);
    return views.filter((view) => this.#drawView(view, now));
  }

  #drawView(view: BoardView, now: number): boolean {
    const { left, top, width, height } = this.#placeOf(view);
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

  #placeOf(view: BoardView): Place {
    const known = this.#places.get(view);
    if (known) return known;
    const box = this.#element.getBoundingClientRect();
    const own = view.root.getBoundingClientRect();
    const place = { left: own.left - box.left, top: own.top - box.top, width: own.width, height: own.height };
    this.#places.set(view, place);
    return place;
  }

  #sizesChanged(targets: readonly Element[]): void {
    const { clientWidth, clientHeight } = this.#element;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#places.clear();
    if (clientWidth === 0 || clientHeight === 0) return;
    for (const view of this.#views) {
      const { clientWidth: width, clientHeight: height } = view.root;
      if (targets.includes(view.root) && width > 0 && height > 0) view.resized(width, height);
    }
    this.#applySize();
    for (const view of this.#views) this.#dirty.add(view);
    this.#emptied = true;
    // Resizing empties the canvas, so it is drawn in the same frame to not flicker.
    if (!this.#lost) for (const view of this.#draw(performance.now())) this.invalidate(view, true);
    this.#restSoon();
  }

  #setReduced(reduced: boolean): void {
    if (reduced === this.#reduced) return;
    const before = this.#ratio;
    this.#reduced = reduced;
    for (const view of this.#views) {
      view.reducedChanged(reduced);
      this.#dirty.add(view);
    }
    // A new size would allocate the picture anew.
    if (this.#ratio !== before) this.#applySize();
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
    this.rearranged();
  };
}
