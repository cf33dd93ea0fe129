import type { Object3D } from 'three';
import { type Rgb, tokenColour } from '../styles/tokens.ts';
import { easeOut, GLIDE_MS } from './camera.ts';
import { drawnParticles } from './drawn-particles.ts';
import { FlowPlaces } from './flow-places.ts';
import { CLOUD_ALPHA } from './looks.ts';
import { ORDER } from './materials.ts';
import { Cloud } from './points.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { chosenPositionsAt, frameOf } from './trajectory.ts';
import { DEFAULT_LAYERS, type FlowData, type Layers, type Theme } from './types.ts';
import type { World } from './world.ts';

/** Points of a view at most; above it every k-th is drawn. */
const MAX_POINTS = 4000;

/** The particles at t, the source at t = 0, the data at t = 1 and the ends of the ghosts. */
export class CloudLayers {
  /** Places of the drawn particles, for whoever else draws something at them. */
  readonly flowPlaces = new FlowPlaces();
  readonly #particles: Cloud;
  readonly #source: Cloud;
  readonly #data: Cloud;
  readonly #ghosts: Cloud;
  #layers: Layers = DEFAULT_LAYERS;
  #flow: FlowData | null = null;
  #ghostLayer: 'trajectories' | 'exact' = 'trajectories';
  #drawn: Uint32Array = new Uint32Array(0);
  #t = 0;
  #places = new Float32Array(0);
  /** The t that `#places` are of; null: not read yet. */
  #placesOf: number | null = null;
  #glideStart: number | null = null;
  #theme: Theme;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme, dots: number) {
    this.#theme = theme;
    this.#ghosts = new Cloud(shared, { size: 1.8, order: ORDER.trajectories, rimAlpha: 0 });
    this.#source = new Cloud(shared, { size: 2.5, order: ORDER.clouds, rimAlpha: 0.5 });
    this.#data = new Cloud(shared, { size: 2.5, order: ORDER.clouds, rimAlpha: 0.4 });
    const look = { size: dots, order: ORDER.particles, rimAlpha: 0.85 };
    this.#particles = new Cloud(shared, look, this.flowPlaces);
    for (const cloud of this.#all()) scene.add(cloud.points);
  }

  /** `glide`: particles move from where they are to their new places, id by id. */
  setData(flow: FlowData, world: World, toneOf: (particle: number) => number, glide: boolean): void {
    const { trajectories, copies = 1 } = flow;
    const drawn = drawnParticles(trajectories.particleCount, copies, MAX_POINTS);
    const before = glide && this.#flow && drawn.length === this.#drawn.length ? this.places.slice() : null;
    this.#drawn = drawn;
    this.#places = new Float32Array(drawn.length * 2);
    this.#placesOf = null;
    this.#flow = trajectories.frameCount > 0 ? flow : null;
    this.flowPlaces.load(trajectories, drawn, world);
    this.#particles.setCount(this.#flow ? drawn.length : 0);
    this.#particles.setTones((i) => toneOf(drawn[i] ?? 0));
    this.#particles.glideFrom(before);
    this.#glideStart = before ? performance.now() : null;
    fill(this.#source, flow.source, 0, world);
    fill(this.#data, flow.data, 1, world);
    this.#ghostLayer = flow.ghostsAreExact ? 'exact' : 'trajectories';
    const ends = flow.ghosts && frameOf(flow.ghosts, flow.ghosts.frameCount - 1);
    fill(this.#ghosts, ends, 1, world);
    this.setLayers(this.#layers);
  }

  /** Moves the particles to t. True while a glide needs another frame. */
  setTime(t: number, now: number): boolean {
    this.#t = t;
    this.flowPlaces.setTime(t);
    if (this.#glideStart === null) return false;
    const progress = (now - this.#glideStart) / GLIDE_MS;
    this.#particles.glided = progress < 1 ? easeOut(Math.max(0, progress)) : 1;
    if (progress >= 1) this.#glideStart = null;
    return this.#glideStart !== null;
  }

  /** Data coordinates `[point, 2]` of the drawn particles at t; the graphics read them by themselves. */
  get places(): Float32Array {
    if (this.#placesOf !== this.#t && this.#flow) {
      chosenPositionsAt(this.#flow.trajectories, this.#t, this.#drawn, this.#places);
      this.#placesOf = this.#t;
    }
    return this.#places;
  }

  /** The particle that is drawn as the i-th point. */
  drawnAs(point: number): number {
    return this.#drawn[point] ?? 0;
  }

  setColour(colour: Rgb, byCondition: boolean): void {
    const ground = tokenColour('scene-bg', this.#theme);
    this.#particles.setColours(colour, ground);
    this.#particles.byCondition = byCondition;
    this.#source.setColours(tokenColour('given-source', this.#theme), ground);
    this.#data.setColours(tokenColour('given-data', this.#theme), ground);
    this.#ghosts.setColours(tokenColour('given-data', this.#theme), ground);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.setLayers(this.#layers);
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    const alpha = CLOUD_ALPHA[this.#theme];
    const scaled = (name: 'source' | 'data') =>
      Math.min(1, (alpha[name] * layers[name].opacity) / DEFAULT_LAYERS[name].opacity);
    this.#particles.visible = layers.particles.visible;
    this.#particles.opacity = layers.particles.opacity;
    this.#source.visible = layers.source.visible;
    this.#source.opacity = scaled('source');
    this.#data.visible = layers.data.visible;
    this.#data.opacity = scaled('data');
    const behind = layers[this.#ghostLayer];
    this.#ghosts.visible = behind.visible;
    this.#ghosts.opacity =
      this.#ghostLayer === 'exact' ? (alpha.ghosts * behind.opacity) / DEFAULT_LAYERS.exact.opacity : alpha.ghosts;
  }

  updateWidth(): void {
    for (const cloud of this.#all()) cloud.updateSize();
  }

  dispose(): void {
    for (const cloud of this.#all()) cloud.dispose();
    this.flowPlaces.dispose();
  }

  #all(): readonly Cloud[] {
    return [this.#ghosts, this.#source, this.#data, this.#particles];
  }
}

function fill(cloud: Cloud, points: Float32Array | null, t: number, world: World): void {
  const all = points ? points.length / 2 : 0;
  const stride = Math.max(1, Math.ceil(all / MAX_POINTS));
  const count = Math.ceil(all / stride);
  const positions = cloud.positions(count);
  for (let i = 0; points && i < count; i++) {
    world.write(t, points[2 * i * stride] as number, points[2 * i * stride + 1] as number, positions, i * 3);
  }
  cloud.positionsChanged();
}
