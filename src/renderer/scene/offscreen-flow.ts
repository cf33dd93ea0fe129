import { FlowView } from './flow-view.ts';
import type { CameraState, ColourBy, DensityLook, FlowData, FlowViewOptions, Layers, Theme } from './types.ts';

/** Everything that a view shows at one moment. */
export type SceneRecipe = Pick<FlowViewOptions, 'labels' | 'compact'> & {
  readonly data: FlowData;
  readonly t: number;
  readonly layers: Layers;
  readonly colourBy: ColourBy;
  readonly followed: number | null;
  readonly kept: Uint8Array | null;
  readonly tail: number | null;
  readonly density: DensityLook;
  readonly camera: CameraState | null;
};
export type PictureSize = { readonly width: number; readonly height: number };

/** Larger pictures enlarge this one, so that lines and words keep their share of it. */
const DRAWN_WIDTH = { full: 1120, compact: 640 };
/** Animation frames to wait for the size to be known. */
const PATIENCE = 120;

/** A view of any size that nobody sees: the same scene, drawn frame by frame on demand. */
export class OffscreenFlow {
  readonly #element: HTMLElement;
  readonly #view: FlowView;
  readonly #size: PictureSize;
  readonly #painted = document.createElement('canvas');
  readonly #result = document.createElement('canvas');

  /** Throws `NoWebGlError` where there is no WebGL 2. */
  constructor(recipe: SceneRecipe, size: PictureSize, theme: Theme) {
    const scale = Math.max(0.25, size.width / DRAWN_WIDTH[recipe.compact ? 'compact' : 'full']);
    this.#size = size;
    this.#element = document.createElement('div');
    this.#element.dataset.theme = theme;
    this.#element.setAttribute('aria-hidden', 'true');
    Object.assign(this.#element.style, {
      ...{ position: 'fixed', left: '-100000px', top: '0', pointerEvents: 'none' },
      ...{ width: `${size.width / scale}px`, height: `${size.height / scale}px` },
    });
    document.body.append(this.#element);
    const { labels, compact } = recipe;
    try {
      this.#view = new FlowView(this.#element, { labels, compact, theme, pixelRatio: scale });
    } catch (error) {
      this.#element.remove();
      throw error;
    }
    this.#view.setData(recipe.data);
    this.#view.setLayers(recipe.layers);
    this.#view.setColourBy(recipe.colourBy);
    this.#view.setTail(recipe.tail);
    this.#view.setDensity(recipe.density);
    this.#view.isolate(recipe.kept);
    this.#view.follow(recipe.followed);
    this.#view.setTime(recipe.t);
    if (recipe.camera) this.#view.camera = recipe.camera;
    this.#result.width = size.width;
    this.#result.height = size.height;
  }

  get camera(): CameraState {
    return this.#view.camera;
  }

  /** Waits until the browser has laid the view out. */
  async ready(): Promise<void> {
    for (let i = 0; i < PATIENCE && this.#view.counts().frames === 0; i++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  /** The picture at a time, from a camera, in exactly the size asked for; valid until the next call. */
  frame(t: number, camera: CameraState | null): HTMLCanvasElement {
    this.#view.setTime(t);
    if (camera) this.#view.camera = camera;
    const painted = this.#view.paint(this.#painted);
    const { width, height } = this.#size;
    // Rounding of the laid-out size may be a pixel off.
    this.#result.getContext('2d')?.drawImage(painted, 0, 0, width, height);
    return this.#result;
  }

  dispose(): void {
    this.#view.dispose();
    this.#element.remove();
  }
}
