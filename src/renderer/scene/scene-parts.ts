import type { Object3D } from 'three';
import { resolveColour } from '../styles/tokens.ts';
import { CloudLayers } from './cloud-layers.ts';
import { conditionTones } from './condition-tones.ts';
import { DensityLayer } from './density-layer.ts';
import { Difference } from './difference.ts';
import { Follow } from './follow.ts';
import { Frame } from './frame.ts';
import type { LabelLayer } from './labels.ts';
import { PathLayers, type PathSettings } from './path-layers.ts';
import { Region } from './region.ts';
import type { SharedUniforms } from './shared-uniforms.ts';
import { SlicePlane } from './slice-plane.ts';
import { markedTones } from './tones.ts';
import type { ColourBy, FlowData, Layers, Theme } from './types.ts';
import type { World } from './world.ts';

type SceneSettings = PathSettings & {
  /** Diameter of the particles in CSS pixels. */
  readonly dots: number;
};

/** Everything that is drawn, and what goes to all of it at once. */
export class SceneParts {
  readonly frame: Frame;
  readonly paths: PathLayers;
  readonly clouds: CloudLayers;
  readonly slice: SlicePlane;
  readonly follow: Follow;
  readonly density: DensityLayer;
  readonly difference: Difference;
  readonly region: Region;
  #kept: Uint8Array | null = null;
  #toneOf: (particle: number) => number = () => 0;
  readonly #shared: SharedUniforms;

  constructor(shared: SharedUniforms, scene: Object3D, labels: LabelLayer, theme: Theme, settings: SceneSettings) {
    this.#shared = shared;
    this.frame = new Frame(shared, scene, theme);
    this.paths = new PathLayers(shared, scene, theme, settings);
    this.clouds = new CloudLayers(shared, scene, theme, settings.dots);
    this.slice = new SlicePlane(shared, scene, theme);
    this.density = new DensityLayer(shared, scene);
    this.difference = new Difference(shared, scene, this.clouds.flowPlaces);
    this.region = new Region(shared, scene, theme);
    this.follow = new Follow(shared, scene, labels);
  }

  setData(data: FlowData, world: World, glides: boolean): void {
    const tones = conditionTones(data.trajectories.conditions, data.conditionColours);
    this.#toneOf = (particle) => tones[particle] ?? 0;
    // A choice of particles belongs to the flow it was made in.
    if (this.#kept?.length !== data.trajectories.particleCount) this.#kept = null;
    const toneOf = markedTones(tones, this.#kept);
    this.paths.setData(data, world, toneOf, this.#kept);
    this.clouds.setData(data, world, toneOf, glides);
    this.slice.setField(data.field);
    this.density.setData(data, world);
    this.difference.setData(data, world);
    this.region.place(world);
    this.setFollowed(this.follow.particle, data, world);
  }

  isolate(kept: Uint8Array | null, data: FlowData | null, world: World): void {
    if (kept === this.#kept) return;
    this.#kept = kept;
    if (data) this.setData(data, world, false);
  }

  setFollowed(particle: number | null, data: FlowData | null, world: World): void {
    this.follow.setParticle(particle, data, world, this.#toneOf);
  }

  setTime(t: number, now: number, data: FlowData | null, world: World): boolean {
    this.#shared.now.value = t;
    const gliding = this.clouds.setTime(t, now);
    if (data) {
      this.slice.setTime(t, world, data.field, () => this.clouds.places, data.speedMax);
      this.density.setTime(t);
      this.difference.setTime(t);
      this.follow.setTime(t, data, world);
    }
    return gliding;
  }

  setColours(data: FlowData, colourBy: ColourBy, theme: Theme): void {
    const colour = resolveColour(data.colour, theme);
    this.#shared.setPalette(data.conditionColours?.map((each) => resolveColour(each, theme)) ?? null);
    this.#shared.setMap(
      data.partner ? 'magma' : colourBy === 'value' ? (data.values?.map ?? 'viridis') : 'viridis',
      theme,
    );
    this.paths.setColour(colour, colourBy, data.ghostColour ? resolveColour(data.ghostColour, theme) : null);
    this.clouds.setColour(colour, colourBy === 'condition');
    this.difference.setColours(theme);
    this.follow.setColours(colour, theme, (data.copies ?? 1) > 1 && colourBy === 'condition');
  }

  setTheme(theme: Theme): void {
    this.#shared.setTheme(theme);
    for (const part of [this.frame, this.paths, this.clouds, this.slice, this.region]) part.setTheme(theme);
  }

  setLayers(layers: Layers): void {
    for (const part of [this.frame, this.paths, this.clouds, this.slice, this.difference]) part.setLayers(layers);
  }

  setReduced(reduced: boolean): void {
    this.paths.setReduced(reduced);
    this.slice.setReduced(reduced);
  }

  /** Widths and sizes are in device pixels. */
  updateWidths(): void {
    for (const part of this.#all()) part.updateWidth();
  }

  dispose(): void {
    for (const part of this.#all()) part.dispose();
    this.density.dispose();
  }

  #all() {
    return [this.frame, this.paths, this.clouds, this.slice, this.difference, this.region, this.follow] as const;
  }
}
