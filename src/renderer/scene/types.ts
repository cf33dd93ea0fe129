/** What the 3-D view is given and what it answers; the WebGL view and its 2-D stand-in share this interface. */
import type { Trajectories } from '../../shared/model/records.ts';

export type Theme = 'dark' | 'light';

/** Velocity on a grid: values are `[times, grid, grid, 2]`, rows x₂ ascending, columns x₁ ascending, ends included. */
export type FieldVolume = {
  readonly values: Float32Array;
  readonly times: readonly number[];
  readonly grid: number;
  /** Half width of the grid (data units). */
  readonly extent: number;
};

export type FlowData = {
  readonly trajectories: Trajectories;
  /** Points `[n, 2]` at t = 0; null hides the cloud. */
  readonly source: Float32Array | null;
  /** Points `[n, 2]` of the data at t = 1; null hides the cloud. */
  readonly data: Float32Array | null;
  /** Needed by the arrows only. */
  readonly field: FieldVolume | null;
  /** The run's colour: any CSS colour, `var(--run-1)` included. */
  readonly colour: string;
  /** Half width of the shown window (data units). */
  readonly extent: number;
  /** Speed at the upper end of the colour map. */
  readonly speedMax: number;
  /** Drawn faintly behind the chosen condition. */
  readonly ghosts: Trajectories | null;
  /** Colour of each class label; null colours by the value of the condition along the colour map. */
  readonly conditionColours: readonly string[] | null;
};

export const LAYER_NAMES = ['trajectories', 'particles', 'source', 'data', 'slice', 'arrows', 'shadow'] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
export type Layers = Readonly<Record<LayerName, { readonly visible: boolean; readonly opacity: number }>>;

/** The opacities at which the scene looks as designed; other values scale from there. */
export const DEFAULT_LAYERS: Layers = {
  trajectories: { visible: true, opacity: 0.6 },
  particles: { visible: true, opacity: 1 },
  source: { visible: true, opacity: 0.75 },
  data: { visible: true, opacity: 0.5 },
  slice: { visible: true, opacity: 0.05 },
  arrows: { visible: true, opacity: 0.9 },
  shadow: { visible: true, opacity: 0.05 },
};

export type ColourBy = 'speed' | 'condition' | 'run';

/** Angles in degrees, distance in world units. `target` is kept when left out. */
export type CameraState = {
  readonly azimuth: number;
  readonly elevation: number;
  readonly distance: number;
  readonly target?: readonly [number, number, number];
};
export type CameraPreset = 'home' | 'front' | 'along' | 'top';

export type FlowViewOptions = {
  /**
   * `true`: ticks, axis names, captions and the cursor chip. `captions`: the two captions. `false`, or a compact view:
   * only t = 0 and t = 1.
   */
  readonly labels: boolean | 'captions';
  /** Thinner lines and smaller points for previews and grids of views. */
  readonly compact: boolean;
  readonly theme: Theme;
  /** Paths drawn at most; 420, or 300 when compact. */
  readonly paths?: number;
  /** Replaces the home camera. */
  readonly home?: CameraState;
};

/** What a test needs to prove that moving t builds nothing. */
export type SceneCounts = {
  readonly geometries: number;
  readonly textures: number;
  /** Draw calls of the last frame. */
  readonly draws: number;
  readonly frames: number;
  /** How often the trajectories were built, since the view was made. */
  readonly rebuiltPaths: number;
  /** Milliseconds of script spent on the last frame. */
  readonly frameMs: number;
};

export interface FlowScene {
  camera: CameraState;
  setData(data: FlowData): void;
  setTime(t: number): void;
  /** A dashed second cursor while the pointer hovers over a time elsewhere. */
  setHoverTime(t: number | null): void;
  setLayers(layers: Layers): void;
  setColourBy(colourBy: ColourBy): void;
  follow(particle: number | null): void;
  cameraPreset(preset: CameraPreset): void;
  /** Called when the user moves the camera and while a preset glides. Returns the function that ends it. */
  onCamera(listener: (camera: CameraState) => void): () => void;
  /** A particle was clicked, or (null) the followed one was let go. */
  onPick(listener: (particle: number | null) => void): () => void;
  setTheme(theme: Theme): void;
  snapshotImage(): Promise<Blob>;
  counts(): SceneCounts;
  dispose(): void;
}

/** WebGL 2 is missing or switched off; the 2-D view still works. */
export class NoWebGlError extends Error {
  constructor() {
    super('3-D is off: there is no WebGL 2 here. Slice, curves and tables work as usual.');
    this.name = 'NoWebGlError';
  }
}
