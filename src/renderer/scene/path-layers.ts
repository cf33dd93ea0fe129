import type { Object3D } from 'three';
import type { Rgb } from '../styles/tokens.ts';
import { COMPACT_PATH_STRENGTH, GHOST_LOOK, PATH_LOOK, SHADOW_LOOK } from './looks.ts';
import { ORDER } from './materials.ts';
import { buildPaths } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { speedsOf } from './trajectory.ts';
import { type ColourBy, DEFAULT_LAYERS, type FlowData, type Layers, type Theme } from './types.ts';
import type { World } from './world.ts';

export type PathSettings = { readonly paths: number; readonly compact: boolean };

/** Segments of a path; when more paths are asked for than this, they are drawn with half of them. */
const SEGMENTS = 64;
const MANY_PATHS = 600;
const NO_TONE = () => 0;

/** Trajectories, the ghosts of other conditions, and the shadow on the floor. */
export class PathLayers {
  readonly #trajectories: Ribbons;
  readonly #ghosts: Ribbons;
  readonly #shadow: Ribbons;
  readonly #settings: PathSettings;
  #layers: Layers = DEFAULT_LAYERS;
  #hasGhosts = false;
  #reduced = false;
  rebuilt = 0;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme, settings: PathSettings) {
    this.#settings = settings;
    const width = settings.compact ? 0.8 : 0.9;
    this.#shadow = new Ribbons(shared, { ...SHADOW_LOOK[theme], width: 1, order: ORDER.shadow }, true);
    this.#ghosts = new Ribbons(shared, { ...GHOST_LOOK[theme], width: 1, order: ORDER.ghosts }, true);
    this.#trajectories = new Ribbons(shared, { ...PATH_LOOK[theme], width, order: ORDER.trajectories }, true);
    for (const ribbons of this.#all()) scene.add(ribbons.mesh);
  }

  /** Builds all paths: only for new data, never for a new t. */
  setData(data: FlowData, world: World, toneOf: (particle: number) => number): void {
    const { trajectories, ghosts, speedMax } = data;
    const paths = this.#settings.paths;
    const segments = Math.min(paths, trajectories.particleCount) > MANY_PATHS ? SEGMENTS / 2 : SEGMENTS;
    const speeds = speedsOf(trajectories);
    const list = buildPaths(trajectories, speeds, speedMax, toneOf, world, { paths, segments });
    this.#trajectories.setPoints(list.points, list.tones);
    const flat = { paths, segments: segments / 2, stride: 2 };
    const shadow = buildPaths(trajectories, null, 1, NO_TONE, world, { ...flat, floor: true });
    this.#shadow.setPoints(shadow.points);
    this.#hasGhosts = ghosts !== null;
    if (ghosts)
      this.#ghosts.setPoints(
        buildPaths(ghosts, null, 1, NO_TONE, world, { ...flat, paths: ghosts.particleCount }).points,
      );
    this.rebuilt++;
    this.#apply();
  }

  setColour(colour: Rgb, colourBy: ColourBy): void {
    this.#trajectories.setColour(colour);
    this.#trajectories.setColourBy(colourBy);
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    this.#apply();
  }

  setTheme(theme: Theme): void {
    this.#trajectories.setLook(PATH_LOOK[theme]);
    this.#ghosts.setLook(GHOST_LOOK[theme]);
    this.#shadow.setLook(SHADOW_LOOK[theme]);
  }

  /** While moving on slow graphics: half of the paths and no shadow. */
  setReduced(reduced: boolean): void {
    this.#reduced = reduced;
    this.#apply();
  }

  updateWidth(): void {
    for (const ribbons of this.#all()) ribbons.updateWidth();
  }

  dispose(): void {
    for (const ribbons of this.#all()) ribbons.dispose();
  }

  #apply(): void {
    const { trajectories, shadow } = this.#layers;
    const strength = trajectories.opacity / DEFAULT_LAYERS.trajectories.opacity;
    this.#trajectories.visible = trajectories.visible;
    this.#trajectories.opacity = strength * (this.#settings.compact ? COMPACT_PATH_STRENGTH : 1);
    this.#ghosts.visible = trajectories.visible && this.#hasGhosts;
    this.#ghosts.opacity = strength;
    this.#shadow.visible = shadow.visible && !this.#reduced;
    this.#shadow.opacity = shadow.opacity / DEFAULT_LAYERS.shadow.opacity;
    this.#trajectories.setShare(this.#reduced ? 0.5 : 1);
    this.#ghosts.setShare(this.#reduced ? 0.5 : 1);
  }

  #all(): readonly Ribbons[] {
    return [this.#shadow, this.#ghosts, this.#trajectories];
  }
}
