import './scene.css';
import { cssColour, type Rgb, resolveColour, token } from '../styles/tokens.ts';
import { COMPACT_HOME, HOME } from './camera.ts';
import { chooseEdges, type Edges } from './edges.ts';
import { FlatBrush } from './flat-brush.ts';
import { frameLines } from './frame.ts';
import { FrameLabels } from './frame-labels.ts';
import { LabelLayer } from './labels.ts';
import { OrbitControl } from './orbit-control.ts';
import { pickParticle } from './picking.ts';
import { copyPicture } from './picture-copy.ts';
import { SceneCamera, type ScreenPoint } from './scene-camera.ts';
import { fitCanvas } from './slice.ts';
import { positionAt, positionsAt } from './trajectory.ts';
import {
  type CameraMove,
  type CameraPreset,
  type CameraState,
  DEFAULT_LAYERS,
  type FlowData,
  type FlowScene,
  type FlowViewOptions,
  type Layers,
  NoWebGlError,
  type SceneCounts,
  type Theme,
} from './types.ts';
import { World } from './world.ts';

const PATHS = 120;

/** The flow without WebGL: the same box, camera and labels on a 2-D canvas, with fewer paths and a message. */
export class FallbackView implements FlowScene {
  readonly #root = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #camera: SceneCamera;
  readonly #orbit: OrbitControl;
  readonly #labels: LabelLayer;
  readonly #frameLabels: FrameLabels;
  readonly #observer: ResizeObserver;
  readonly #cameraListeners = new Set<(camera: CameraState) => void>();
  readonly #pickListeners = new Set<(particle: number | null) => void>();
  #theme: Theme;
  #world = new World(4.1, 4.2);
  #data: FlowData | null = null;
  #layers: Layers = DEFAULT_LAYERS;
  #followed: number | null = null;
  #places = new Float32Array(0);
  #t = 0;
  #hoverTime: number | null = null;
  #request = 0;
  #frames = 0;

  constructor(element: HTMLElement, options: FlowViewOptions) {
    const { theme, compact, home } = options;
    this.#theme = theme;
    this.#root.className = 'scene-root';
    this.#canvas.setAttribute('aria-hidden', 'true');
    const message = document.createElement('div');
    message.className = 'scene-message';
    message.textContent = new NoWebGlError().message;
    this.#root.append(this.#canvas, message);
    if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
    element.append(this.#root);
    this.#labels = new LabelLayer(this.#root);
    this.#frameLabels = new FrameLabels(this.#labels, options);
    const start = { ...(compact ? COMPACT_HOME : HOME), ...home };
    this.#camera = new SceneCamera(start, { width: 0.84, height: 0.8 });
    this.#orbit = new OrbitControl(this.#root, start, {
      changed: () => this.#cameraChanged(),
      unitsPerPixel: (distance) => this.#camera.unitsPerPixel(distance),
      hovered: () => undefined,
      clicked: (place) => this.#clicked(place),
    });
    this.#observer = new ResizeObserver(() => {
      this.#camera.resize(
        Math.max(1, this.#root.clientWidth),
        Math.max(1, this.#root.clientHeight),
        this.#world.length,
      );
      this.#invalidate();
    });
    this.#observer.observe(this.#root);
  }

  setData(data: FlowData): void {
    this.#data = data;
    if (data.extent > 0) this.#world = new World(this.#world.length, data.extent);
    this.#places = new Float32Array(data.trajectories.particleCount * 2);
    this.#invalidate();
  }

  setTime(t: number): void {
    this.#t = Math.min(1, Math.max(0, t));
    this.#invalidate();
  }

  setHoverTime(t: number | null): void {
    this.#hoverTime = t;
    this.#invalidate();
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    this.#invalidate();
  }

  /** Paths are drawn in the run's colour here, whatever is chosen. */
  setColourBy(): void {
    this.#invalidate();
  }

  follow(particle: number | null): void {
    this.#followed = particle;
    this.#invalidate();
  }

  /** The flat view follows a particle and shows nothing finer: what only the 3-D view can draw is left out. */
  readonly hover = leftOut;
  readonly isolate = leftOut;
  readonly setTail = leftOut;
  readonly setDensity = leftOut;
  readonly setPaths = leftOut;
  readonly setRegion = leftOut;

  placeAt(x: number, y: number): readonly [number, number] | null {
    const place = this.#camera.onPlane(this.#world.x(this.#t), { x, y });
    return place && this.#world.dataOf(place.y, place.z);
  }

  get camera(): CameraState {
    return this.#orbit.state;
  }

  set camera(camera: CameraState) {
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

  onHover(): () => void {
    return () => undefined;
  }

  onPick(listener: (particle: number | null) => void): () => void {
    this.#pickListeners.add(listener);
    return () => this.#pickListeners.delete(listener);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#invalidate();
  }

  snapshotImage(): Promise<Blob> {
    this.#draw(performance.now());
    return copyPicture(this.#canvas, this.#canvas.clientWidth, this.#labels.labels, this.#theme);
  }

  counts(): SceneCounts {
    return { geometries: 0, textures: 0, draws: 0, frames: this.#frames, rebuiltPaths: 0, frameMs: 0 };
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.#observer.disconnect();
    this.#orbit.dispose();
    this.#root.remove();
  }

  #invalidate(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame((now) => this.#draw(now));
  }

  #cameraChanged(): void {
    this.#invalidate();
    for (const listener of this.#cameraListeners) listener(this.#orbit.state);
  }

  #clicked(place: ScreenPoint): void {
    const particle = pickParticle(this.#places, this.#t, this.#world, this.#project, place);
    if (particle === null && this.#followed === null) return;
    const picked = particle === this.#followed ? null : particle;
    for (const listener of this.#pickListeners) listener(picked);
  }

  #draw(now: number): void {
    this.#request = 0;
    const { width, height } = this.#camera;
    const context = width > 1 ? fitCanvas(this.#canvas, width, height) : null;
    if (!context) return;
    const gliding = this.#orbit.tick(now);
    this.#camera.place(this.#orbit.state);
    const edges = chooseEdges(this.#camera.camera.position, this.#world, this.#project);
    context.clearRect(0, 0, width, height);
    const brush = new FlatBrush(context, this.#world, this.#project);
    this.#drawFrame(brush, edges);
    if (this.#data) this.#drawFlow(brush, this.#data);
    this.#frameLabels.place(this.#world, edges);
    this.#labels.update(this.#project, this.#camera.width, this.#camera.height);
    this.#frames++;
    if (gliding) this.#cameraChanged();
  }

  #drawFrame(brush: FlatBrush, edges: Edges): void {
    const lines = frameLines(this.#world, edges.nearSide);
    const colours = { fine: 'grid-1', coarse: 'grid-2', box: 'grid-2', ticks: 'axis', axis: 'axis' } as const;
    const grid = this.#layers.grid.visible ? (['fine', 'coarse'] as const) : [];
    for (const part of [...grid, 'box', 'ticks', 'axis'] as const) {
      brush.stroke(lines[part], token(colours[part], this.#theme), 1);
    }
    const accent = token('accent', this.#theme);
    if (this.#layers.slice.visible) brush.stroke([brush.square(this.#t)], accent, 1.1);
    if (this.#hoverTime === null) return;
    brush.dashed([brush.square(this.#hoverTime)], accent);
  }

  #drawFlow(brush: FlatBrush, data: FlowData): void {
    const colour = resolveColour(data.colour, this.#theme);
    const { trajectories } = data;
    const { visible, opacity } = this.#layers.trajectories;
    if (visible) {
      const paths = Math.min(PATHS, trajectories.particleCount);
      const lines = Array.from({ length: paths }, (_, particle) => brush.path(data.trajectories, particle));
      brush.stroke(lines, cssColour(colour, opacity * 0.4), 0.8);
    }
    if (this.#layers.source.visible && data.source) brush.dots(data.source, 0, token('given-source', this.#theme), 1.2);
    if (this.#layers.data.visible && data.data) brush.dots(data.data, 1, token('given-data', this.#theme), 1.2);
    positionsAt(trajectories, this.#t, this.#places);
    if (this.#layers.particles.visible) brush.dots(this.#places, this.#t, cssColour(colour), 1.8);
    this.#drawFollowed(brush, data, colour);
  }

  #drawFollowed(brush: FlatBrush, data: FlowData, colour: Rgb): void {
    const particle = this.#followed;
    if (particle === null || particle >= data.trajectories.particleCount) return;
    const text = token('text-1', this.#theme);
    brush.stroke([brush.path(data.trajectories, particle)], text, 1.6);
    const place = Float32Array.from(positionAt(data.trajectories, particle, this.#t));
    brush.dots(place, this.#t, text, 5);
    brush.dots(place, this.#t, cssColour(colour), 3.5);
  }

  readonly #project = (x: number, y: number, z: number, out: ScreenPoint): boolean =>
    this.#camera.project(x, y, z, out);
}

function leftOut(): void {
  // Nothing of it is drawn here.
}
