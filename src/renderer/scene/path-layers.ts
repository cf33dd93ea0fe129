import type { Object3D } from 'three';
import type { Rgb } from '../styles/tokens.ts';
import { COMPACT_PATH_STRENGTH, EXACT_LOOK, GHOST_LOOK, PATH_LOOK, SHADOW_LOOK } from './looks.ts';
import { ORDER } from './materials.ts';
import { buildPaths, type Toned } from './path-points.ts';
import { Ribbons } from './ribbons.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { drawOrder, keptCount } from './tones.ts';
import { speedsOf } from './trajectory.ts';
import { type ColourBy, DEFAULT_LAYERS, type FlowData, type Layers, type Theme } from './types.ts';
import type { World } from './world.ts';

export type PathSettings = { readonly paths: number; readonly compact: boolean };

/** Segments of a path; when more paths are asked for than this, they are drawn with half of them. */
const SEGMENTS = 64;
const MANY_PATHS = 600;
const NO_TONE = () => 0;
/** A ghost in a run's colour is told from the run by being fainter than this share of it. */
const COLOURED_GHOST = 2.2;

/** Trajectories, the ghosts of other conditions, and the shadow on the floor. */
export class PathLayers {
  readonly #trajectories: Ribbons;
  readonly #ghosts: Ribbons;
  readonly #shadow: Ribbons;
  readonly #compact: boolean;
  #paths: number;
  #layers: Layers = DEFAULT_LAYERS;
  #theme: Theme;
  #tail: number | null = null;
  #hasGhosts = false;
  #ghostLayer: 'trajectories' | 'exact' = 'trajectories';
  #hasPartner = false;
  #copies = 1;
  #ghostColour: Rgb | null = null;
  #reduced = false;
  rebuilt = 0;

  constructor(shared: SharedUniforms, scene: Object3D, theme: Theme, settings: PathSettings) {
    this.#compact = settings.compact;
    this.#paths = settings.paths;
    this.#theme = theme;
    const width = settings.compact ? 0.8 : 0.9;
    this.#shadow = new Ribbons(shared, { ...SHADOW_LOOK[theme], width: 1, order: ORDER.shadow }, true);
    this.#ghosts = new Ribbons(shared, { ...GHOST_LOOK[theme], width: 1, order: ORDER.ghosts }, true);
    this.#trajectories = new Ribbons(shared, { ...PATH_LOOK[theme], width, order: ORDER.trajectories }, true);
    for (const ribbons of this.#all()) scene.add(ribbons.mesh);
  }

  /** Paths drawn at most; takes effect with the next data. True when it is another number than before. */
  budget(paths: number): boolean {
    const changed = paths !== this.#paths;
    this.#paths = paths;
    return changed;
  }

  /** Builds all paths: for new data, another colouring or other kept particles, never for a new t. */
  setData(data: FlowData, world: World, toneOf: (particle: number) => number, kept: Uint8Array | null): void {
    const { trajectories, ghosts } = data;
    const { particleCount } = trajectories;
    const paths = this.#paths;
    const segments = Math.min(paths, particleCount) > MANY_PATHS ? SEGMENTS / 2 : SEGMENTS;
    const order = drawOrder(particleCount, kept);
    const ordered = order ? { order } : {};
    const list = buildPaths(trajectories, tonedBy(data), toneOf, world, { paths, segments, ...ordered });
    this.#trajectories.setPoints(list.points, list.tones);
    const flat = { paths, segments: segments / 2, stride: 2 };
    const shadowed = { ...flat, paths: Math.min(paths, keptCount(kept, particleCount)), floor: true, ...ordered };
    this.#shadow.setPoints(buildPaths(trajectories, null, NO_TONE, world, shadowed).points);
    this.#hasGhosts = ghosts !== null;
    this.#ghostLayer = data.ghostsAreExact ? 'exact' : 'trajectories';
    this.#copies = data.copies ?? 1;
    this.#hasPartner = (data.partner ?? null) !== null;
    if (ghosts)
      this.#ghosts.setPoints(buildPaths(ghosts, null, NO_TONE, world, { ...flat, paths: ghosts.particleCount }).points);
    this.rebuilt++;
    // The exact flow has a look of its own.
    this.setTheme(this.#theme);
  }

  setColour(colour: Rgb, colourBy: ColourBy, ghosts: Rgb | null): void {
    this.#trajectories.setColour(colour);
    this.#trajectories.setColourBy(colourBy);
    this.#ghostColour = ghosts;
    this.setTheme(this.#theme);
  }

  setTail(length: number | null): void {
    this.#tail = length;
    this.setTheme(this.#theme);
  }

  setLayers(layers: Layers): void {
    this.#layers = layers;
    this.#apply();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#trajectories.setLook(PATH_LOOK[theme]);
    this.#trajectories.setTail(this.#tail, PATH_LOOK[theme]);
    this.#ghosts.setLook((this.#ghostLayer === 'exact' ? EXACT_LOOK : GHOST_LOOK)[theme]);
    if (this.#ghostColour) this.#ghosts.setColour(this.#ghostColour);
    this.#shadow.setLook(SHADOW_LOOK[theme]);
    this.#apply();
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
    // Where lines between two flows are looked at, their paths stand back.
    // Several flows over each other add up.
    const back = this.#hasPartner ? 0.35 : this.#copies ** -0.25;
    this.#trajectories.visible = trajectories.visible;
    this.#trajectories.opacity = strength * back * (this.#compact ? COMPACT_PATH_STRENGTH : 1);
    const behind = this.#layers[this.#ghostLayer];
    this.#ghosts.visible = behind.visible && this.#hasGhosts;
    this.#ghosts.opacity =
      (behind.opacity / DEFAULT_LAYERS[this.#ghostLayer].opacity) * (this.#ghostColour ? COLOURED_GHOST : 1);
    this.#shadow.visible = shadow.visible && !this.#reduced;
    this.#shadow.opacity = shadow.opacity / DEFAULT_LAYERS.shadow.opacity;
    this.#trajectories.setShare(this.#reduced ? 0.5 : 1);
    this.#ghosts.setShare(this.#reduced ? 0.5 : 1);
  }

  #all(): readonly Ribbons[] {
    return [this.#shadow, this.#ghosts, this.#trajectories];
  }
}

function tonedBy({ trajectories, values, speedMax }: FlowData): Toned {
  return values ?? { values: speedsOf(trajectories), low: 0, high: speedMax };
}
