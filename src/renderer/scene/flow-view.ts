/** The one door to the scene; past 300 lines, because every wish of a view passes through it to the parts that do the work. */
import './scene.css';
import { BoardStage } from './board-stage.ts';
import { COMPACT_HOME, type FullCameraState, HOME } from './camera.ts';
import { chooseEdges, type Edges, sameEdges } from './edges.ts';
import { FrameLabels } from './frame-labels.ts';
import { type Label, LabelLayer, plain } from './labels.ts';
import { OrbitControl } from './orbit-control.ts';
import { pickParticle } from './picking.ts';
import { copyPicture, paintPicture } from './picture-copy.ts';
import { SceneCamera, type ScreenPoint } from './scene-camera.ts';
import { SceneParts } from './scene-parts.ts';
import { SharedUniforms } from './shared-uniforms.ts';
import {
  type CameraMove,
  type CameraPreset,
  type CameraState,
  type ColourBy,
  DEFAULT_LAYERS,
  type DensityLook,
  type FlowData,
  type FlowScene,
  type FlowViewOptions,
  type Layers,
  type SceneCounts,
  type ShownRegion,
  type Theme,
} from './types.ts';
import { World } from './world.ts';

export * from './types.ts';

const LENGTH = { full: 4.1, compact: 4.3 };
const FIT = { full: { width: 0.87, height: 0.86 }, compact: { width: 0.82, height: 0.79 } };
const DOTS = { full: 4.3, compact: 3.1 };
const PATHS = { full: 420, compact: 300 };
const EMPTY_EXTENT = 4.2;
const DRAWN_MARK = 'flow-drawn';

/** A flow in 3-D with time as an axis. Moving t writes uniforms and moves the slice; paths and places are sent by `setData` only. */
export class FlowView implements FlowScene {
  readonly #shared: SharedUniforms;
  readonly #camera: SceneCamera;
  readonly #stage: BoardStage;
  readonly #orbit: OrbitControl;
  readonly #labels: LabelLayer;
  readonly #parts: SceneParts;
  readonly #frameLabels: FrameLabels;
  readonly #chip: Label | null;
  readonly #cameraListeners = new Set<(camera: CameraState) => void>();
  readonly #pickListeners = new Set<(particle: number | null) => void>();
  readonly #hoverListeners = new Set<(particle: number | null) => void>();
  #world: World;
  #edges: Edges | null = null;
  #data: FlowData | null = null;
  #theme: Theme;
  #colourBy: ColourBy;
  #layers: Layers = DEFAULT_LAYERS;
  #t = 0;
  #hoverTime: number | null = null;
  #pointer: ScreenPoint | null = null;
  #cameraMoved = true;
  #undrawn = false;

  /** Throws `NoWebGlError` where there is no WebGL 2. */
  constructor(element: HTMLElement, options: FlowViewOptions) {
    const size = options.compact ? 'compact' : 'full';
    const theme = options.theme;
    const home = fullState(options.home, options.compact ? COMPACT_HOME : HOME);
    this.#theme = theme;
    this.#colourBy = options.compact ? 'run' : 'speed';
    this.#world = new World(options.length ?? LENGTH[size], EMPTY_EXTENT);
    this.#shared = new SharedUniforms(theme);
    this.#shared.timeLength.value = this.#world.length;
    this.#camera = new SceneCamera(home, FIT[size]);
    const hooks = {
      resized: (width: number, height: number) => this.#resized(width, height),
      ratioChanged: () => this.#parts.updateWidths(),
      reducedChanged: (reduced: boolean) => this.#parts.setReduced(reduced),
      frame: (now: number) => this.#update(now),
    };
    const { board = null, pixelRatio = null } = options;
    this.#stage = new BoardStage(element, board, this.#camera.camera, this.#shared, hooks, pixelRatio);
    this.#orbit = new OrbitControl(this.#stage.root, home, {
      changed: () => this.#cameraChanged(),
      unitsPerPixel: (distance) => this.#camera.unitsPerPixel(distance),
      hovered: (place) => this.#hovered(place),
      clicked: (place) => this.#clicked(place),
    });
    this.#labels = new LabelLayer(this.#stage.root);
    this.#parts = new SceneParts(this.#shared, this.#stage.scene, this.#labels, theme, {
      paths: options.paths ?? PATHS[size],
      compact: options.compact,
      dots: options.dots ?? DOTS[size],
    });
    this.#frameLabels = new FrameLabels(this.#labels, options);
    this.#chip = options.labels === true ? this.#labels.add('chip', [plain('0.000')]) : null;
    this.#parts.updateWidths();
  }

  setData(data: FlowData): void {
    const before = this.#data;
    this.#data = data;
    if (before !== null && sameFlow(before, data)) {
      this.#parts.slice.setField(data.field);
      this.#stage.invalidate();
      return;
    }
    this.#undrawn = true;
    if (data.extent !== this.#world.extent && data.extent > 0) {
      this.#world = new World(this.#world.length, data.extent);
      this.#edges = null;
      this.#cameraMoved = true;
    }
    // Particles glide from one picture of a run to the next; another run's are a cut.
    const glides = before !== null && before.run === data.run && before.extent === data.extent && !prefersStillness();
    this.#parts.setData(data, this.#world, glides);
    this.#setColours();
    this.#stage.invalidate();
  }

  setTime(t: number): void {
    if (t === this.#t) return;
    this.#t = Math.min(1, Math.max(0, t));
    this.#stage.invalidate();
  }

  setHoverTime(t: number | null): void {
    if (t === this.#hoverTime) return;
    this.#hoverTime = t;
    this.#stage.invalidate(false);
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    this.#parts.setLayers(layers);
    if (this.#chip) this.#chip.visible = layers.slice.visible;
    this.#stage.invalidate();
  }

  setColourBy(colourBy: ColourBy): void {
    this.#colourBy = colourBy;
    this.#setColours();
    this.#stage.invalidate();
  }

  follow(particle: number | null): void {
    if (particle === this.#parts.follow.particle) return;
    this.#parts.setFollowed(particle, this.#data, this.#world);
    this.#parts.follow.setHovered(null);
    this.#stage.invalidate();
  }

  hover(particle: number | null): void {
    if (particle === this.#parts.follow.hovered) return;
    this.#parts.follow.setHovered(particle);
    this.#stage.invalidate(false);
  }

  isolate(kept: Uint8Array | null): void {
    this.#parts.isolate(kept, this.#data, this.#world);
    this.#stage.invalidate();
  }

  setTail(length: number | null): void {
    this.#parts.paths.setTail(length);
    this.#stage.invalidate();
  }

  setDensity(look: DensityLook): void {
    this.#parts.density.setLook(look);
    this.#stage.invalidate();
  }

  setRegion(region: ShownRegion | null): void {
    this.#parts.region.setRegion(region, this.#world);
    this.#stage.invalidate(false);
  }

  placeAt(x: number, y: number): readonly [number, number] | null {
    const place = this.#camera.onPlane(this.#world.x(this.#t), { x, y });
    return place && this.#world.dataOf(place.y, place.z);
  }

  setPaths(paths: number): void {
    if (!this.#parts.paths.budget(paths) || !this.#data) return;
    this.#parts.setData(this.#data, this.#world, false);
    this.#stage.invalidate();
  }

  get camera(): CameraState {
    return this.#orbit.state;
  }

  set camera(camera: CameraState) {
    if (sameCamera(camera, this.#orbit.state)) return;
    this.#orbit.set(camera);
  }

  cameraPreset(preset: CameraPreset): void {
    this.#orbit.goTo(preset);
  }

  steer(move: CameraMove): void {
    this.#orbit.steer(move);
  }

  onCamera(listener: (camera: CameraState) => void): () => void {
    this.#cameraListeners.add(listener);
    return () => this.#cameraListeners.delete(listener);
  }

  onHover(listener: (particle: number | null) => void): () => void {
    this.#hoverListeners.add(listener);
    return () => this.#hoverListeners.delete(listener);
  }

  onPick(listener: (particle: number | null) => void): () => void {
    this.#pickListeners.add(listener);
    return () => this.#pickListeners.delete(listener);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#parts.setTheme(theme);
    this.#setColours();
    this.#labels.remeasure();
    this.#stage.invalidate();
  }

  /** The view as it is now, drawn in full and painted with its labels. */
  paint(copy?: HTMLCanvasElement): HTMLCanvasElement {
    return paintPicture(this.#stage.picture(), this.#stage.root.clientWidth, this.#labels.labels, this.#theme, copy);
  }

  async snapshotImage(): Promise<Blob> {
    return copyPicture(this.#stage.picture(), this.#stage.root.clientWidth, this.#labels.labels, this.#theme);
  }

  counts(): SceneCounts {
    const { memory, render } = this.#stage.renderer.info;
    const { frames, frameMs } = this.#stage;
    return {
      geometries: memory.geometries,
      textures: memory.textures,
      draws: render.calls,
      frames,
      frameMs,
      rebuiltPaths: this.#parts.paths.rebuilt,
    };
  }

  dispose(): void {
    this.#orbit.dispose();
    // A context of its own goes first: freeing buffers that a restored context no longer knows would only print errors.
    // On a shared one the buffers must be freed.
    this.#stage.dispose();
    this.#parts.dispose();
    this.#shared.dispose();
    this.#labels.dispose();
    this.#cameraListeners.clear();
    this.#pickListeners.clear();
    this.#hoverListeners.clear();
  }

  /** Everything that depends on t and on the camera, once a drawn frame. */
  #update(now: number): boolean {
    const gliding = this.#orbit.tick(now);
    if (gliding) this.#cameraChanged();
    const moved = this.#cameraMoved;
    if (moved) this.#placeCamera();
    const particlesGlide = this.#parts.setTime(this.#t, now, this.#data, this.#world);
    this.#parts.slice.setHoverTime(this.#hoverTime, this.#world);
    this.#placeChip(this.#t);
    this.#labels.update(this.#project, this.#camera.width, this.#camera.height, moved);
    if (this.#undrawn) this.#noteDrawn();
    return gliding || particlesGlide;
  }

  /** Tells measuring tools that new data is drawn; the microtask runs when this frame's drawing has returned. */
  #noteDrawn(): void {
    this.#undrawn = false;
    performance.clearMarks(DRAWN_MARK);
    queueMicrotask(() => performance.mark(DRAWN_MARK));
  }

  #placeCamera(): void {
    this.#cameraMoved = false;
    const { state } = this.#orbit;
    this.#camera.place(state);
    this.#shared.reach.value = state.distance;
    this.#shared.fog.value.set(state.distance - 1.6, state.distance + 2.6);
    const edges = chooseEdges(this.#camera.camera.position, this.#world, this.#project);
    if (this.#edges && sameEdges(edges, this.#edges)) return;
    this.#edges = edges;
    this.#parts.frame.place(this.#world, edges);
    this.#frameLabels.place(this.#world, edges);
    this.#parts.slice.placeFoot(edges.nearSide);
  }

  #placeChip(t: number): void {
    if (!this.#chip || !this.#edges) return;
    const near = this.#edges.nearSide * this.#world.extent * 1.14;
    Object.assign(this.#chip, {
      x: this.#world.x(t),
      y: this.#world.y(-this.#world.extent),
      z: this.#world.z(near),
    });
    this.#labels.setText(this.#chip, [plain(t.toFixed(3))]);
  }

  #setColours(): void {
    if (this.#data) this.#parts.setColours(this.#data, this.#colourBy, this.#theme);
  }

  #resized(width: number, height: number): void {
    this.#camera.resize(width, height, this.#world.length);
    this.#edges = null;
    this.#cameraMoved = true;
  }

  #cameraChanged(): void {
    this.#cameraMoved = true;
    this.#stage.invalidate();
    for (const listener of this.#cameraListeners) listener(this.#orbit.state);
  }

  #pick(place: ScreenPoint): number | null {
    if (!this.#data || !this.#layers.particles.visible) return null;
    const { clouds } = this.#parts;
    const point = pickParticle(clouds.places, this.#t, this.#world, this.#project, place);
    return point === null ? null : Math.floor(clouds.drawnAs(point) / (this.#data.copies ?? 1));
  }

  #hovered(place: ScreenPoint | null): void {
    this.#pointer = place;
    const particle = this.#pointer && this.#pick(this.#pointer);
    this.#stage.root.classList.toggle('picks', particle !== null);
    if (particle === this.#parts.follow.hovered) return;
    this.hover(particle);
    for (const listener of this.#hoverListeners) listener(particle);
  }

  /** A click on a particle follows it; on the followed one, or beside all of them, lets go. */
  #clicked(place: ScreenPoint): void {
    const particle = this.#pick(place);
    const following = this.#parts.follow.particle;
    if (particle === null && following === null) return;
    const picked = particle === following ? null : particle;
    for (const listener of this.#pickListeners) listener(picked);
  }

  readonly #project = (x: number, y: number, z: number, out: ScreenPoint): boolean =>
    this.#camera.project(x, y, z, out);
}

/** True when only the field came or changed: the same paths of the same particles in the same colours. */
function sameFlow(a: FlowData, b: FlowData): boolean {
  const keys = [
    'trajectories',
    'ghosts',
    'values',
    'colour',
    'extent',
    'speedMax',
    'copies',
    'partner',
    'run',
  ] as const;
  return keys.every((key) => a[key] === b[key]) && a.data?.length === b.data?.length && a.source !== null;
}

function fullState(state: CameraState | undefined, home: FullCameraState): FullCameraState {
  return state ? { ...home, ...state } : home;
}

function sameCamera(a: CameraState, b: FullCameraState): boolean {
  const [x, y, z] = a.target ?? b.target;
  const sameTarget = x === b.target[0] && y === b.target[1] && z === b.target[2];
  return a.azimuth === b.azimuth && a.elevation === b.elevation && a.distance === b.distance && sameTarget;
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
