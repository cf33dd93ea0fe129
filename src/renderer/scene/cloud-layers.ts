import type { Object3D } from 'three';
import { type Rgb, tokenColour } from '../styles/tokens.ts';
import { easeOut, GLIDE_MS } from './camera.ts';
import { CLOUD_ALPHA } from './looks.ts';
import { ORDER } from './materials.ts';
import { Cloud } from './points.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { frameOf, positionsAt } from './trajectory.ts';
import { DEFAULT_LAYERS, type FlowData, type Layers, type Theme } from './types.ts';
import type { World } from './world.ts';

/** Points of a view at most; above it every k-th is drawn. */
const MAX_POINTS = 4000;

/** The particles at t, the source at t = 0, the data at t = 1 and the ends of the ghosts. */
export class CloudLayers {
  readonly #particles: Cloud;
  readonly #source: Cloud;
  readonly #data: Cloud;
  readonly #ghosts: Cloud;
  #layers: Layers = DEFAULT_LAYERS;
  #flow: FlowData | null = null;
  #ghostLayer: 'trajectories' | 'exact' = 'trajectories';
  #stride = 1;
  #places = new Float32Array(0);
  #glideFrom: Float32Array | null = null;
  #glideStart = 0;
  #theme: Theme;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme, dots: number) {
    this.#theme = theme;
    this.#ghosts = new Cloud(shared, { size: 1.8, order: ORDER.trajectories, rimAlpha: 0 });
    this.#source = new Cloud(shared, { size: 2.5, order: ORDER.clouds, rimAlpha: 0.5 });
    this.#data = new Cloud(shared, { size: 2.5, order: ORDER.clouds, rimAlpha: 0.4 });
    this.#particles = new Cloud(shared, { size: dots, order: ORDER.particles, rimAlpha: 0.85 });
    for (const cloud of this.#all()) scene.add(cloud.points);
  }

  /** `glide`: particles move from where they are to their new places, id by id. */
  setData(flow: FlowData, world: World, toneOf: (particle: number) => number, glide: boolean): void {
    const { particleCount, frameCount } = flow.trajectories;
    this.#stride = Math.max(1, Math.ceil(particleCount / MAX_POINTS));
    const count = Math.ceil(particleCount / this.#stride);
    const before = this.#places;
    this.#glideFrom = glide && this.#flow && before.length === count * 2 ? before.slice() : null;
    this.#glideStart = performance.now();
    if (before.length !== count * 2) this.#places = new Float32Array(count * 2);
    this.#flow = frameCount > 0 ? flow : null;
    this.#particles.positions(count);
    this.#particles.setTones((i) => toneOf(i * this.#stride));
    fill(this.#source, flow.source, 0, world);
    fill(this.#data, flow.data, 1, world);
    this.#ghostLayer = flow.ghostsAreExact ? 'exact' : 'trajectories';
    const ends = flow.ghosts && frameOf(flow.ghosts, flow.ghosts.frameCount - 1);
    fill(this.#ghosts, ends, 1, world);
    this.setLayers(this.#layers);
  }

  /** Writes the positions at t. True while a glide needs another frame. */
  setTime(t: number, now: number, world: World): boolean {
    if (!this.#flow) return false;
    const places = this.#places;
    positionsAt(this.#flow.trajectories, t, places, this.#stride);
    const from = this.#glideFrom;
    const progress = from ? (now - this.#glideStart) / GLIDE_MS : 1;
    if (from && progress < 1) {
      const share = easeOut(progress);
      for (let i = 0; i < places.length; i++)
        places[i] = (from[i] as number) + ((places[i] as number) - (from[i] as number)) * share;
    } else this.#glideFrom = null;
    const count = places.length / 2;
    const positions = this.#particles.positions(count);
    for (let i = 0; i < count; i++)
      world.write(t, places[2 * i] as number, places[2 * i + 1] as number, positions, i * 3);
    this.#particles.positionsChanged();
    return this.#glideFrom !== null;
  }

  /** Data coordinates `[point, 2]` of what is drawn now; point i is particle i × stride. */
  get places(): Float32Array {
    return this.#places;
  }

  get stride(): number {
    return this.#stride;
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
