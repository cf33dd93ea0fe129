/** What the 3-D view is given and what it answers; the WebGL view and its 2-D stand-in share this interface. */
import { DEFAULT_LAYERS, type LayerName, type Layers } from '../../shared/flow/layers.ts';
import type { Trajectories } from '../../shared/model/records.ts';
import type { Board } from './board.ts';

export type Theme = 'dark' | 'light';

/** A measured value of every particle at every frame, `[frameCount, particleCount]`, for colouring the paths. */
export type PathValues = {
  readonly values: Float32Array;
  /** Values at the two ends of the colour map. */
  readonly low: number;
  readonly high: number;
  readonly map: 'viridis' | 'magma';
};

/** Another flow from the same source points: lines show where the two send the same particle. */
export type Partner = {
  readonly trajectories: Trajectories;
  readonly colour: string;
  /** Distance at the upper end of the colour map. */
  readonly scale: number;
};

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
  /** Whose flow it is: data of another run never glides into this one's. */
  readonly run?: string;
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
  /** Drawn faintly behind the trajectories: other classes, or the exact flow, which then has a layer of its own. */
  readonly ghosts: Trajectories | null;
  readonly ghostsAreExact?: boolean;
  /** Colour of each class label; null colours by the value of the condition along the colour map. */
  readonly conditionColours: readonly string[] | null;
  /** Colour of the ghosts; neutral without one. */
  readonly ghostColour?: string | null;
  /** What the colouring by value shows. */
  readonly values?: PathValues | null;
  /**
   * Flows that share this picture, 1 without it: particle k × copies + c of the trajectories is particle k in flow c.
   * Ids that are picked, hovered and followed are k.
   */
  readonly copies?: number;
  readonly partner?: Partner | null;
};

export { DEFAULT_LAYERS, type LayerName, type Layers };

/** `value`: by `FlowData.values`. */
export type ColourBy = 'speed' | 'condition' | 'run' | 'value';

export const DENSITY_LOOKS = ['off', 'slice', 'volume'] as const;
/** Density of the particles in the plane at t, or at all times at once. */
export type DensityLook = (typeof DENSITY_LOOKS)[number];

/** Angles in degrees, distance in world units. `target` is kept when left out. */
export type CameraState = {
  readonly azimuth: number;
  readonly elevation: number;
  readonly distance: number;
  readonly target?: readonly [number, number, number];
};
/** What the pointer would do: dragging by pixels turns or moves the view, the wheel brings it closer (negative) or farther. */
export type CameraMove =
  | { readonly kind: 'turn' | 'move'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'zoom'; readonly wheel: number };
export type CameraPreset = 'home' | 'front' | 'along' | 'top';

/** A closed polygon (data units) in the plane at t. */
export type ShownRegion = { readonly t: number; readonly polygon: readonly (readonly [number, number])[] };

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
  /** Length of the time axis in world units; 4.1, or 4.3 when compact. */
  readonly length?: number;
  /** Diameter of the particles in CSS pixels; 4.3, or 3.1 when compact. */
  readonly dots?: number;
  /** Device pixels of a CSS pixel, whatever the screen has: for pictures of a chosen size. */
  readonly pixelRatio?: number;
  /** A canvas that several views share; without it the view has its own. */
  readonly board?: Board | null;
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
  /** A particle that the pointer rests on in another view. */
  hover(particle: number | null): void;
  /** Draws only these particles in full (entry k is particle k of the trajectories), the others faintly; null: all. */
  isolate(kept: Uint8Array | null): void;
  /** Length in t of the tails that are drawn instead of whole paths; null: whole paths. */
  setTail(length: number | null): void;
  setDensity(look: DensityLook): void;
  /** Outlines an isolated region; null: none. */
  setRegion(region: ShownRegion | null): void;
  /** Data coordinates in the plane at t under a pixel of the view; null where the plane is seen from its edge. */
  placeAt(x: number, y: number): readonly [number, number] | null;
  /** Paths drawn at most. */
  setPaths(paths: number): void;
  cameraPreset(preset: CameraPreset): void;
  /** Turns, moves or zooms as the pointer does; listeners are told. */
  steer(move: CameraMove): void;
  /** Called when the user moves the camera and while a preset glides. Returns the function that ends it. */
  onCamera(listener: (camera: CameraState) => void): () => void;
  /** A particle was clicked, or (null) the followed one was let go. */
  onPick(listener: (particle: number | null) => void): () => void;
  /** The pointer came to rest on a particle, or (null) left it. */
  onHover(listener: (particle: number | null) => void): () => void;
  setTheme(theme: Theme): void;
  snapshotImage(): Promise<Blob>;
  counts(): SceneCounts;
  dispose(): void;
}

export { NoWebGlError } from './no-web-gl.ts';
